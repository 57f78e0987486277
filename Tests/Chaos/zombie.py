"""A daemon sleeps past the day on which another one takes its place, and wakes."""

import signal
import time

from world.processes import eventually

OUTPUTS = ("market_events", "ofi_events", "order_intents", "exec_reports")


def zombie_drill(world, findings):
    """Stops the first daemon, starts another with its instance_id and a state directory of its
    own, wakes the first: it must end as fenced and have written nothing since."""
    zombie = world.daemons[0]
    zombie.wait_ready()
    time.sleep(3)
    zombie.pause(True)
    successor = world.make_daemon(zombie.name, state=f"{zombie.name}-successor")
    try:
        successor.start()
        successor.wait_ready()
        time.sleep(2)
        zombie.is_wanted = False
        zombie.pause(False)
        code = eventually("the zombie to end", lambda: exit_code(zombie), 60)
        findings.check(code == 78, "a fenced daemon does not end with 78", f"{zombie.name}: {code}")
        told = [one for one in zombie.events() if one.get("event") == "fenced"]
        findings.check(told, "a fenced daemon does not say so", zombie.log_path(zombie.starts))
    finally:
        world.daemons[0] = successor
        if zombie.is_running:
            zombie.kill()
    check_epochs(world, findings)


def exit_code(daemon):
    return None if daemon.is_running else (daemon.process.returncode or -signal.NSIG)


def check_epochs(world, findings):
    """A producer's epoch never falls: what an older holder of a transactional id wrote lies
    before everything of the newer one."""
    for topic, partition in world.witness.partitions(OUTPUTS):
        epochs = {}
        for batch in world.raw_log.read(topic, partition):
            before = epochs.get(batch.producer, -1)
            if batch.epoch < before:
                place = f"{topic}/{partition}/{batch.first}"
                findings.fail("a zombie wrote after its successor", f"{place} epoch {batch.epoch}")
            epochs[batch.producer] = batch.epoch
