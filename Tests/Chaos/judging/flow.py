"""The same input without faults: a daemon's data plane that nothing disturbs, on a broker of its
own, must write the same events, byte for byte."""

from confluent_kafka import Producer

from judging.market import letter_source
from judging.read import Witness
from world.broker import NoidaBroker
from world.daemon import Daemon, replicated
from world.processes import eventually
from world.proxy import Proxy
from world.raw_log import RawLog

OUTPUTS = ("market_events", "ofi_events", "dlq_market_raw")
QUEUED_MAX = 50_000


def undisturbed(log, network, options, folder):
    """The log that comes of the same market_raw."""
    folder.mkdir()
    broker = NoidaBroker(folder)
    proxy = Proxy(network, "undisturbed", broker.brokers, RawLog(broker.leader))
    daemon = Daemon(
        options.binary, folder, proxy.address, "undisturbed", options, "calm",
        settings={"daemon.planes": "[data]"} | replicated(1),
    )  # fmt: skip
    try:
        daemon.start()
        daemon.wait_ready()
        places = write_again(log["market_raw"], broker.bootstrap)
        witness = Witness(proxy.address, "undisturbed")
        raw = witness.read(("market_raw",))
        eventually("the undisturbed run", lambda: not witness.is_drained(raw, ("data",)), 300)
        daemon.stop()
        calm = witness.read(OUTPUTS)
        return calm, places
    finally:
        if daemon.is_running:
            daemon.kill()
        proxy.close()
        broker.close()


def write_again(lines, bootstrap):
    """Writes records to the partitions that they were in, with the times at which they came, from
    which the data plane tells how fresh they were; {place: place in the other log}."""
    places = {}
    producer = Producer(
        {"bootstrap.servers": bootstrap, "enable.idempotence": True, "log_level": 0}
    )

    def note(error, message, place):
        if error:
            raise RuntimeError(f"writing again: {error}")
        places[place] = f"market_raw/{message.partition()}/{message.offset()}"

    for line in lines:
        # A queue of half its length has room, however slow the broker is.
        while len(producer) > QUEUED_MAX:
            producer.poll(0.1)
        producer.produce(
            "market_raw", line.value, line.key, line.partition, headers=list(line.headers),
            timestamp=line.time_ms,
            on_delivery=lambda error, message, place=line.place: note(error, message, place),
        )  # fmt: skip
        producer.poll(0)
    if producer.flush(120):
        raise TimeoutError("the undisturbed run's broker took no records")
    return places


def judge_flow(log, calm, places, findings):
    """Per symbol, both logs hold the same."""
    for topic in OUTPUTS:
        ours = by_key(log[topic], places)
        theirs = by_key(calm[topic], None)
        for key in sorted(ours.keys() | theirs.keys()):
            mine, other = ours.get(key, []), theirs.get(key, [])
            differing = [i for i, pair in enumerate(zip(mine, other)) if pair[0] != pair[1]]
            rule = f"{topic} is not what comes of the input undisturbed"
            if differing:
                at = differing[0]
                findings.fail(rule, f"{key}: {mine[at]} but undisturbed {other[at]}")
            elif len(mine) != len(other):
                extra = (mine if len(mine) > len(other) else other)[min(len(mine), len(other))]
                findings.fail(rule, f"{key}: {len(mine)} and {len(other)}, first {extra}")
    findings.count("compared", sum(len(calm[topic]) for topic in OUTPUTS))


def by_key(lines, places):
    """Key: (cause, what it says), in the order of the log."""
    found = {}
    for line in lines:
        is_letter = line.topic.startswith("dlq_")
        source = letter_source(line) if is_letter else line.header("source")
        if places is not None:
            source = places.get(source, source)
        names = ("dlq.reason", "dlq.fault") if is_letter else ("schema",)
        told = tuple(line.header(name) for name in names)
        key = (line.key or b"").decode(errors="replace")
        found.setdefault(key, []).append((source, told, line.value))
    return found
