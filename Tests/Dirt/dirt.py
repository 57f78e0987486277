"""A raw stream with every kind of dirt through the data plane: each record ends in one place, an
event, a dead letter with its reason, or a counted drop, and the sums agree.

usage: dirt.py --binary algotraded [--seed N] [--records N] [--share 0.01] [--input FILE]

Without --input the sound part is made from the seed; with it, it is recorded market_raw (NDJSON,
plain or gzip), its times moved to now. So many in a hundred records of each kind of dirt are
planted between (dirty/kinds.py says which, and what must become of each). A broker (noida-db) of
its own and a daemon with the data plane alone work it through; topics are read by another client,
the statistics from the daemon's state directory. Then the judge is judged: faults planted in
copies of what was seen must be found. The last line is HELD (exit 0) or FAILED (exit 1) with the
command that runs it again.
"""

import argparse
import json
import secrets
import shlex
import shutil
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "Chaos"))

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient
from dirty import judge, sound
from dirty.kinds import KINDS, MAX_AGE_S
from dirty.stream import Stream
from judging.read import Witness
from world.broker import NoidaBroker
from world.daemon import Daemon
from world.processes import eventually

GROUP = "dirt"
PARTITIONS = 6
READ = ("market_events", "ofi_events", "dlq_market_raw")


def make_stream(options):
    if options.input:
        records = list(sound.recorded(options.input))
    else:
        records = list(sound.made(options.seed, options.records, 12))
    symbols = {one.symbol for one in records}
    span = max(one.time_ns for one in records) - min(one.time_ns for one in records)
    if span > MAX_AGE_S * sound.NS:
        sys.exit(f"{options.input}: spans more than {MAX_AGE_S // 3600} h: give a part of it")
    stream = Stream(records, options.seed, options.share, PARTITIONS, symbols)
    missing = KINDS.keys() - {one.kind for one in stream.sent}
    # A bar stands beside trades only where recorded data has some.
    if options.input:
        missing.discard("bar_beside_trades")
    if missing:
        sys.exit(f"too few records for {', '.join(sorted(missing))}: more --records or --share")
    return stream


def publish(bootstrap, sent):
    """Writes the records in their order and notes their offsets."""
    producer = Producer(
        {"bootstrap.servers": bootstrap, "enable.idempotence": True}
        | {"message.max.bytes": 2_097_152, "compression.type": "gzip", "log_level": 0}
    )
    failures = []

    def told(one):
        def take(error, message):
            if error:
                failures.append(error)
            else:
                one.offset = message.offset()

        return take

    for one in sent:
        while True:
            try:
                producer.produce(
                    "market_raw", one.value, one.key, one.partition, on_delivery=told(one)
                )
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    if producer.flush(120) or failures:
        raise RuntimeError(f"not everything could be published: {failures[:3]}")


def run(options, stream, folder):
    print(f"{len(stream.sent)} records", flush=True)
    broker = NoidaBroker(folder)
    settings = {
        "daemon.planes": "[data]",
        "daemon.statistics_interval": "1s",
        "daemon.log_level": "info",
        "data_plane.max_symbols": str(stream.max_symbols),
        "data_plane.gates.max_age": f"{MAX_AGE_S}s",
        "data_plane.bars.durations": "[1m, 5m, 15m, 30m, 1h, 4h, 1d]",
    }
    topology = SimpleNamespace(partitions=PARTITIONS, replication=1, set=[])
    daemon = Daemon(
        options.binary, folder, broker.bootstrap, GROUP, topology, "one", settings=settings
    )
    try:
        daemon.start()
        daemon.wait_ready()
        publish(broker.bootstrap, stream.sent)
        witness = Witness(broker.bootstrap, GROUP)
        # The broker answers with all that there is; much of it is over 1 MiB.
        witness.settings["receive.message.max.bytes"] = 2_000_000_000
        admin = AdminClient({"bootstrap.servers": broker.bootstrap, "log_level": 0})
        ends = {}
        for one in stream.sent:
            place = "market_raw", one.partition
            ends[place] = max(ends.get(place, 0), one.offset + 1)
        eventually(
            "market_raw to be worked through",
            lambda: all(
                witness.committed(admin, "data").get(place, 0) >= end for place, end in ends.items()
            ),
            within=180, every=0.3,
        )  # fmt: skip
        code = daemon.stop()
        if code:
            raise RuntimeError(f"the daemon ended with {code}")
        log = witness.read(READ)
    finally:
        if daemon.is_running:
            daemon.kill()
        broker.close()
    statistics = json.loads((daemon.folder / "state/statistics.json").read_text())
    return judge.Seen(
        stream.sent, log["market_events"], log["ofi_events"], log["dlq_market_raw"], statistics
    )


def report(seen, verdict):
    for kind, outcomes in sorted(verdict.outcomes.items()):
        ends = ", ".join(f"{count} {' '.join(end)}".strip() for end, count in outcomes.items())
        print(f"  {kind:26}{ends}")
    market = seen.statistics["planes"]["data"]["market"]
    print(
        f"{len(seen.events)} events ({market['built_bars']} built bars), {len(seen.flow)} windows, "
        f"{len(seen.letters)} dead letters, {sum(market['drops'].values())} drops"
    )
    for violation in verdict.violations[:20]:
        print(f"VIOLATION {violation}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", required=True, help="the daemon")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32))
    parser.add_argument("--records", type=int, default=3000, help="sound records to make")
    parser.add_argument("--share", type=float, default=0.01, help="of each kind of dirt")
    parser.add_argument("--input", help="recorded market_raw, NDJSON, plain or gzip")
    options = parser.parse_args()
    options.binary = str(Path(options.binary).resolve())
    again = f"{sys.argv[0]} --binary {options.binary} --seed {options.seed}"
    again += f" --records {options.records} --share {options.share}"
    again += f" --input {shlex.quote(options.input)}" if options.input else ""
    print(f"seed {options.seed}", flush=True)
    stream = make_stream(options)
    folder = Path(tempfile.mkdtemp(prefix="algotraded-dirt-"))
    seen = run(options, stream, folder)
    verdict = judge.judge(seen)
    report(seen, verdict)
    blind = [what for what, copy in judge.planted(seen) if not judge.judge(copy).violations]
    for what in blind:
        print(f"VIOLATION {what} was planted and not found")
    if verdict.violations or blind:
        print(f"the daemon's log: {folder}")
        print(f"FAILED: {len(verdict.violations)} violations; again: {again}")
        sys.exit(1)
    shutil.rmtree(folder)
    print(f"HELD: each of {len(seen.sent)} records ended in one place, and the sums agree")


if __name__ == "__main__":
    main()
