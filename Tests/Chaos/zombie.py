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
    # What it had sent is still being written.
    time.sleep(0.5)
    before = read_batches(world)
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
        world.retired.append(zombie)
        if zombie.is_running:
            zombie.kill()
    time.sleep(1)
    check_writers(before, read_batches(world), len(world.daemons), findings)


def exit_code(daemon):
    return None if daemon.is_running else (daemon.process.returncode or -signal.NSIG)


def read_batches(world):
    """{(topic, partition): record batches} of everything that planes write."""
    places = world.witness.partitions(OUTPUTS)
    return {place: world.raw_log.read(*place) for place in places}


def check_writers(before, after, daemons, findings):
    """Whoever wrote before the successor was there writes nothing after it: not a producer that
    has an epoch later than its own, and of one daemon none at all."""
    old = {}
    for batches in before.values():
        for batch in batches:
            if batch.is_transactional:
                old[batch.producer] = max(batch.epoch, old.get(batch.producer, -1))
    later = [
        (place, batch)
        for place, batches in after.items()
        for batch in batches[len(before.get(place, ())) :]
        # Markers are the coordinator's, also that which ends the zombie's transaction.
        if batch.is_transactional and batch.marker is None
    ]
    newest = {}
    for _, batch in later:
        newest[batch.producer] = max(batch.epoch, newest.get(batch.producer, -1))
    for (topic, partition), batch in later:
        is_old = batch.epoch <= old.get(batch.producer, -1)
        if is_old and (daemons == 1 or newest[batch.producer] > old[batch.producer]):
            place = f"{topic}/{partition}/{batch.first}"
            findings.fail("a zombie wrote after its successor", f"{place} {batch}")
    findings.count("batches after the take-over", len(later))
