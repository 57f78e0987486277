"""Runs daemons and a broker under seeded faults, and proves from the log that nothing was lost,
repeated or put out of order, and that no order was sent twice. docs/TESTING.md tells how to read
the verdict. Exit: 0 it holds, 1 it does not (the evidence is printed, the logs are kept)."""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from faults.hands import Hands  # noqa: E402
from faults.plan import KINDS, make_plan, shortened  # noqa: E402
from judging.blind import judge_the_judges  # noqa: E402
from judging.flow import judge_flow, undisturbed  # noqa: E402
from judging.market import Findings, judge_input, judge_letters, judge_market  # noqa: E402
from judging.orders import judge_orders  # noqa: E402
from traffic.feed import Feed  # noqa: E402
from world.daemon import UNCLEAN  # noqa: E402
from world.world import World, mount_small, take_mount_namespace  # noqa: E402
from zombie import zombie_drill  # noqa: E402


def main():
    options = arguments()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="algotraded-chaos-"))
    folder.mkdir(parents=True, exist_ok=True)
    findings = Findings()
    start = time.monotonic()
    options.disk = not options.bootstrap and take_mount_namespace() and mount_small(
        folder / "broker"
    )  # fmt: skip
    print(f"seed {options.seed}, logs in {folder}", flush=True)
    try:
        run(options, folder, findings, start)
    except (TimeoutError, RuntimeError, OSError) as error:
        findings.fail("the run did not come to its end", error)
    verdict(options, findings, time.monotonic() - start, folder)


def run(options, folder, findings, start):
    world = World(options, folder, findings)
    try:
        world.start()
        feed = Feed(world.bootstrap, options.seed, options.symbols, options.rate, 30)
        feed.start()
        say = sayer(options, start)
        hands = Hands(world, feed, options.seed, say)
        hands.carry_out(plan_of(options, world.broker))
        if options.zombie:
            say("zombie drill")
            zombie_drill(world, findings)
        say("the end of the feed")
        time.sleep(2)
        feed.stop()
        world.wait_idle(300)
        time.sleep(1)
        world.wait_idle(300)
        end_daemons(world, findings)
        log = world.witness.read()
        for kind, count in sorted(hands.done.items()):
            findings.count(f"fault {kind}", count)
        everyone = world.daemons + world.retired
        findings.count("daemon starts", sum(one.starts for one in everyone))
        findings.count("of these by themselves", sum(len(one.ends) for one in everyone))
        for number, error in feed.failed:
            findings.fail("the feed could not write", f"{number}: {error}")
        say("judging")
        judge(log, feed, world, options, findings, folder)
        if findings.violations:
            world.broker.keep(folder)
    finally:
        world.close()


def plan_of(options, broker):
    kinds = set(options.kinds.split(",")) if options.kinds else set(KINDS)
    if not options.disk:
        kinds.discard("disk-full")
    if options.bootstrap and not broker.can_kill:
        kinds.discard("broker-kill")
    if not broker.can_pause:
        kinds.discard("broker-freeze")
    plan = make_plan(options.seed, options.kills, options.daemons, kinds)
    # Several daemons that lose their session at once: see world/broker.py.
    is_short = options.daemons > 1 and not broker.tells_members_apart
    return [shortened(fault) if is_short else fault for fault in plan]


def judge(log, feed, world, options, findings, folder):
    inputs = judge_input(log, feed, findings)
    judge_all = judges(feed, options, inputs)
    judge_all(log, findings)
    if options.flow:
        calm, places = undisturbed(log, world.network, options, folder / "undisturbed")
        judge_flow(log, calm, places, findings)
    judge_the_judges(log, judge_all, findings)


def judges(feed, options, inputs):
    def judge_all(log, findings):
        judge_market(log, inputs, findings, has_state=options.flow)
        judge_letters(log, inputs, findings)
        judge_orders(log, inputs, findings)

    return judge_all


def end_daemons(world, findings):
    for daemon in world.daemons + world.retired:
        for path, code in daemon.crashes():
            findings.fail("a daemon ended by itself", f"with {code}, see {path}")
        if daemon.is_running:
            code = daemon.stop()
            findings.check(code == 0, UNCLEAN, (daemon.name, code))


def sayer(options, start):
    def say(text):
        if options.verbose:
            print(f"{time.monotonic() - start:7.1f} {text}", flush=True)

    return say


def verdict(options, findings, seconds, folder):
    counts = ", ".join(f"{name} {value}" for name, value in findings.counts.items())
    print(f"{counts}, {seconds:.0f} s")
    grouped = {}
    for rule, evidence in findings.violations:
        grouped.setdefault(rule, []).append(evidence)
    for rule, found in grouped.items():
        print(f"VIOLATION {rule} ({len(found)})")
        for evidence in found[:5]:
            print(f"    {evidence[:1000]}")
    again = f"make chaos KILLS={options.kills} SEED={options.seed}"
    if options.daemons > 1:
        again += f" DAEMONS={options.daemons}"
    if grouped:
        print(f"FAILED: {len(findings.violations)} violations; {again}; logs in {folder}")
        sys.stdout.flush()
        os._exit(1)
    if not options.keep:
        shutil.rmtree(folder, ignore_errors=True)
    flow = "" if options.flow else " (without the comparison with an undisturbed run)"
    print(f"HELD: nothing lost, nothing repeated, no order twice{flow}; {again}")
    sys.stdout.flush()
    os._exit(0)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--binary", required=True, help="the daemon")
    add("--kills", type=int, default=20, help="kill -9 of a daemon; other faults in proportion")
    add("--seed", type=int, default=None, help="the same seed, the same plan and records")
    add("--daemons", type=int, default=1)
    add("--rate", type=float, default=150, help="records of market_raw a second")
    add("--symbols", type=int, default=6)
    add("--partitions", type=int, default=4)
    add("--replication", type=int, default=1)
    add("--kinds", default="", help=f"only these faults, of {','.join(KINDS)}")
    add("--no-flow", dest="flow", action="store_false", help="no undisturbed run to compare with")
    add("--no-zombie", dest="zombie", action="store_false")
    add("--set", action="append", default=[], type=pair, help="a setting of the daemons")
    add("--keep", default="", help="a folder for the logs, kept")
    add("--verbose", action="store_true", help="tell each fault")
    add("--bootstrap", default="", help="a running cluster (host:port) in place of noida-db")
    for name in ("kill", "start", "pause", "resume"):
        add(f"--broker-{name}", default="", help="the command that does it, with --bootstrap")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(2**32)
    return options


def pair(text):
    key, _, value = text.partition("=")
    return key, value


if __name__ == "__main__":
    main()
