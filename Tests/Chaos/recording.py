"""Kills a daemon (kill -9) again and again while recorded market data is replayed into it, and if
wanted the replay too, and proves that market_raw holds what the replay prints, and market_events
and ofi_events are those of a daemon that nothing disturbs: the same records in the same order in
every partition, keys, values and headers byte for byte; only Kafka's own timestamps differ.
docs/TESTING.md tells more. Exit: 0 it holds, or there is no recorded data; 1 it does not (the
evidence is printed, the logs are kept)."""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from judging.blind import lose, middle, repeat, swap  # noqa: E402
from judging.flow import undisturbed  # noqa: E402
from judging.market import Findings, letter_source  # noqa: E402
from judging.read import Log  # noqa: E402
from traffic.replay import Replay, recordings  # noqa: E402
from world.processes import eventually  # noqa: E402
from world.world import World  # noqa: E402

OUTPUTS = ("market_events", "ofi_events")
LETTERS = "dlq_market_raw"
# When and by whom a record was set aside: each run has its own.
OF_THE_RUN = ("dlq.failed_at", "dlq.host")
RECORDS_PER_KILL = 8000
SPEED = "5x"


def main():
    options = arguments()
    files = recordings(Path(options.data))
    if not files:
        print(f"skipped: no recorded data in {options.data}, set ALGOTRADED_DATA")
        return
    folder = Path(tempfile.mkdtemp(prefix="algotraded-recording-"))
    findings = Findings()
    start = time.monotonic()
    print(f"seed {options.seed}, logs in {folder}", flush=True)
    try:
        run(options, files, folder, findings)
    except (TimeoutError, RuntimeError, OSError) as error:
        findings.fail("the run did not come to its end", error)
    verdict(options, findings, time.monotonic() - start, folder)


def run(options, files, folder, findings):
    world = World(options, folder, findings)
    daemon = world.daemons[0]
    try:
        daemon.start()
        daemon.wait_ready()
        limit = None if options.whole else options.kills * RECORDS_PER_KILL
        name = "recording" if options.replay_kills else None
        feed = Replay(options.binary, files, folder, options.speed, limit, name)
        feed.start(world.bootstrap, world.group)
        restarts = kill_again_and_again(options, daemon, feed, world, findings)
        eventually("the replay to end", lambda: feed.is_over, 900)
        findings.check(feed.is_done, "the replay failed", feed.log_path)
        raw = world.witness.read(("market_raw",))
        eventually("the planes to be done", lambda: not world.witness.is_drained(raw, ("data",)), 600)
        findings.check(daemon.stop() == 0, "SIGTERM did not end the daemon with 0", daemon.name)
        log = world.witness.read(("market_raw", *OUTPUTS, LETTERS))
        findings.count("ready after a kill, ms, median and most", spread(restarts))
        if options.ready_within:
            late = [one for one in restarts if one > options.ready_within]
            findings.check(restarts and not late, "a daemon was not ready in time", late)
        calm, places = undisturbed(log, world.network, options, folder / "undisturbed")
        moved = [(one, other) for one, other in places.items() if one != other]
        if options.replay_kills:
            log = at_the_copy(log, places)
        else:
            findings.check(not moved, "the copy of the input has other offsets", moved[:1])
        lines = feed.lines()
        judge_input(log, lines, findings)
        judge(log, calm, findings)
        judge_the_judge(log, calm, lines, findings)
    finally:
        world.close()


def kill_again_and_again(options, daemon, feed, world, findings):
    """Returns how long each start of the daemon took to be ready, where it was let."""
    rng = random.Random(options.seed)
    of_the_replay = set(rng.sample(range(options.kills), options.replay_kills))
    restarts = []
    for number in range(options.kills):
        # At work, or before it is ready.
        time.sleep(rng.choice((rng.uniform(0, 0.4), rng.uniform(0.4, 2.0))))
        if feed.is_over:
            findings.fail("the replay was over before the last kill", number)
            break
        if number in of_the_replay:
            feed.kill()
            time.sleep(rng.choice((0, rng.uniform(0, 1.0))))
        daemon.kill()
        begin = time.monotonic()
        daemon.start()
        if number in of_the_replay:
            feed.start(world.bootstrap, world.group)
        if rng.random() < 0.7:
            daemon.wait_ready()
            restarts.append(time.monotonic() - begin)
    findings.count("kills", options.kills)
    if of_the_replay:
        findings.count("kills of the replay", feed.starts - 1)
    return restarts


def judge_input(log, lines, findings):
    """What the replay prints is in the log: per symbol, in order, each record once."""
    found = {}
    for line in log["market_raw"]:
        found.setdefault((line.key or b"").decode(errors="replace"), []).append(line.value)
    for symbol in sorted(found.keys() | lines.keys()):
        mine, printed = found.get(symbol, []), lines.get(symbol, [])
        if mine == printed:
            continue
        pairs = zip(mine, printed)
        at = next((i for i, (one, two) in enumerate(pairs) if one != two), "all alike")
        rule = "market_raw is not what the replay prints"
        findings.fail(rule, f"{symbol}: {len(mine)} of {len(printed)}, differ at {at}")
    findings.count("raw records", len(log["market_raw"]))


def at_the_copy(log, places):
    """The outputs with the places of their causes as they are in the copy of the input, which has
    no transactions, whose ends take offsets as well."""

    def moved(line):
        headers = dict(line.headers)
        if "source" in headers:
            headers["source"] = places[headers["source"].decode()].encode()
        if "dlq.offset" in headers:
            headers["dlq.offset"] = places[letter_source(line)].rpartition("/")[2].encode()
        return replace(line, headers=tuple(headers.items()))

    topics = dict(log.topics)
    for topic in (*OUTPUTS, LETTERS):
        topics[topic] = [moved(line) for line in log[topic]]
    return Log(topics)


def judge(log, calm, findings):
    for topic in OUTPUTS:
        ours, theirs = by_partition(log[topic]), by_partition(calm[topic])
        for partition in sorted(ours.keys() | theirs.keys()):
            compare(
                f"{topic}/{partition}", ours.get(partition, []), theirs.get(partition, []),
                findings,
            )  # fmt: skip
    compare(LETTERS, letters(log[LETTERS]), letters(calm[LETTERS]), findings)
    findings.count("compared", sum(len(calm[topic]) for topic in (*OUTPUTS, LETTERS)))
    findings.check(all(calm[topic] for topic in OUTPUTS), "nothing was written", OUTPUTS)


def compare(name, mine, other, findings):
    for index, (one, two) in enumerate(zip(mine, other)):
        if one != two:
            rule = f"{name} is not what an undisturbed daemon writes"
            findings.fail(rule, f"record {index} of {len(mine)}: {one}, undisturbed {two}")
            return
    if len(mine) != len(other):
        rule = f"{name} has more or fewer records than an undisturbed daemon writes"
        findings.fail(rule, f"{len(mine)}, undisturbed {len(other)}")


def by_partition(lines):
    found = {}
    for line in lines:
        found.setdefault(line.partition, []).append((line.key, line.value, line.headers))
    return found


def letters(lines):
    """Those of all partitions are in one, so that their order is nobody's."""
    kept = [
        (line.key, line.value, tuple(one for one in line.headers if one[0] not in OF_THE_RUN))
        for line in lines
    ]
    return sorted(kept, key=repr)


def judge_the_judge(log, calm, lines, findings):
    if findings.violations:
        return
    plants = {"lost": lose, "repeated": repeat, "swapped": swap, "changed": change}
    for topic in ("market_raw", *OUTPUTS):
        for name, plant in plants.items():
            # No raw record has the header by which others are swapped.
            if (topic, name) == ("market_raw", "swapped"):
                continue
            copy = Log({one: list(lines) for one, lines in log.topics.items()})
            found = Findings()
            planted = plant(topic)(copy)
            if topic == "market_raw":
                judge_input(copy, lines, found)
            else:
                judge(copy, calm, found)
            findings.check(planted and found.violations, "the judge is blind", (topic, name))


def change(topic):
    def plant(log):
        index = middle(log[topic])
        line = log[topic][index]
        log[topic][index] = type(line)(
            line.topic, line.partition, line.offset, line.key, line.value.replace(b"1", b"2"),
            line.headers,
        )  # fmt: skip
        return True

    return plant


def spread(seconds):
    ordered = sorted(round(1000 * one) for one in seconds)
    return f"{ordered[len(ordered) // 2]} {ordered[-1]}" if ordered else "-"


def verdict(options, findings, seconds, folder):
    counts = ", ".join(f"{name} {value}" for name, value in findings.counts.items())
    print(f"{counts}, {seconds:.0f} s")
    for rule, evidence in findings.violations[:10]:
        print(f"VIOLATION {rule}\n    {evidence[:2000]}")
    again = f"{Path(__file__).name} --kills {options.kills} --seed {options.seed}"
    again += f" --speed {options.speed}" if options.speed != SPEED else ""
    again += f" --replay-kills {options.replay_kills}" if options.replay_kills else ""
    again += " --whole" if options.whole else ""
    again += f" --ready-within {options.ready_within:g}" if options.ready_within else ""
    if findings.violations:
        print(f"FAILED: {len(findings.violations)} violations; {again}; logs in {folder}")
        sys.stdout.flush()
        os._exit(1)
    shutil.rmtree(folder, ignore_errors=True)
    print(f"HELD: written as by a daemon that nothing disturbs, byte for byte; {again}")
    sys.stdout.flush()
    os._exit(0)


def arguments():
    root = Path(__file__).resolve().parents[2]
    data = os.environ.get("ALGOTRADED_DATA", str(root / "../shared/data"))
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--binary", required=True, help="the daemon")
    add("--kills", type=int, default=40)
    add("--whole", action="store_true", help="the recordings from beginning to end, once")
    add("--replay-kills", type=int, default=0, help="so often the replay is killed and resumed")
    add("--seed", type=int, default=None, help="the same seed, the same pauses between the kills")
    add("--ready-within", type=float, default=0, help="seconds a start after a kill may take")
    add("--data", default=data, help="the folder with the recordings")
    add("--speed", default=SPEED, help="of the replay, as `algotraded replay` takes it")
    add("--partitions", type=int, default=4)
    options = parser.parse_args()
    if not 0 <= options.replay_kills <= options.kills:
        parser.error("--replay-kills must be from 0 to --kills")
    options.binary = os.path.abspath(options.binary)
    options.data = os.path.abspath(options.data)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(2**32)
    # What else a world of one daemon, its planes one, is made from.
    options.daemons, options.replication, options.bootstrap = 1, 1, ""
    options.set = [("daemon.planes", "[data]"), ("data_plane.bars.durations", "[1m, 5m, 15m, 1h, 1d]")]
    return options


if __name__ == "__main__":
    main()
