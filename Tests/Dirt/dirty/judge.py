"""Whether each record ended in one place, by the topics and by the daemon's own statistics."""

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

BUILDER = "algotraded"


@dataclass
class Seen:
    """What a run left behind."""

    sent: list
    events: list
    flow: list
    letters: list
    statistics: dict


@dataclass
class Verdict:
    violations: list = field(default_factory=list)
    outcomes: dict = field(default_factory=lambda: defaultdict(Counter))

    def expect(self, what, found, wanted):
        if found != wanted:
            self.violations.append(f"{what}: {found}, expected {wanted}")


def judge(seen):
    verdict = Verdict()
    outcomes, built = _outcomes(seen, verdict)
    for one in seen.sent:
        found = outcomes.pop((one.partition, one.offset), [])
        names = [place[:2] for place in found]
        verdict.outcomes[one.kind][names[0] if names else ("nothing", "")] += 1
        _judge_record(one, found, names, verdict)
    for place in outcomes:
        verdict.violations.append(f"{place} was never sent, but something came of it")
    _judge_counts(seen, built, verdict)
    return verdict


def _outcomes(seen, verdict):
    """What came of each record itself, by its place; and the bars built."""
    outcomes, built, bars = defaultdict(list), 0, set()
    for line in seen.events:
        event = json.loads(line.value)
        place = _source(line)
        if event["event_type"] == "tick_event":
            outcomes[place].append(("event", event["metadata"]["kind"], line))
        elif event.get("metadata", {}).get("producer_id") == BUILDER:
            built += 1
            name = (event["symbol"], event["bar_duration"], event["timestamp"])
            if name in bars:
                verdict.violations.append(f"a bar was built twice: {name}")
            bars.add(name)
        else:
            outcomes[place].append(("event", "bar", line))
    for line in seen.letters:
        place = int(line.header("dlq.partition")), int(line.header("dlq.offset"))
        outcomes[place].append(("letter", line.header("dlq.reason"), line))
    return outcomes, built


def _source(line):
    topic, partition, offset = line.header("source").split("/")
    return int(partition), int(offset)


def _judge_record(one, found, names, verdict):
    place = f"{one.kind} at {one.partition}/{one.offset}"
    if len(found) > 1:
        verdict.violations.append(f"{place} ended in {len(found)} places: {names}")
    if one.outcome is not None:
        wanted = [one.outcome] if one.outcome[0] in ("event", "letter") else []
        verdict.expect(place, names, wanted)
    for outcome, _, line in found:
        if outcome == "letter":
            verdict.expect(f"the bytes of {place}", line.value or b"", one.value or b"")
            verdict.expect(f"the key of {place}", line.key, one.key)
            if not line.header("dlq.fault"):
                verdict.violations.append(f"{place} has no dlq.fault")


def _judge_counts(seen, built, verdict):
    plane = seen.statistics["planes"]["data"]
    market = plane["market"]
    gates = Counter(line.header("dlq.reason") for line in seen.letters)
    verdict.expect("dead letters by the statistics", plane["dead_letters"], dict(gates))
    contract = gates.pop("contract", 0)
    verdict.expect("gates by the statistics", market["gates"], dict(gates))
    verdict.expect("records consumed", plane["consumed"]["market_raw"], len(seen.sent))
    verdict.expect("records that the gates judged", market["records"], len(seen.sent) - contract)
    kinds = Counter(json.loads(line.value)["event_type"] for line in seen.events)
    verdict.expect("ticks", market["ticks"], kinds["tick_event"])
    verdict.expect("bars", market["bars"] + market["built_bars"], kinds["bar_event"])
    verdict.expect("bars built", market["built_bars"], built)
    verdict.expect("OFI events", market["ofi_events"], len(seen.flow))
    produced = {"market_events": len(seen.events), "ofi_events": len(seen.flow)}
    found = {name: plane["produced"].get(name, 0) for name in produced}
    verdict.expect("records written by the statistics", found, produced)
    drops = {name: n for name, n in market["drops"].items() if name != "zero_std"}
    ends = market["ticks"] + market["bars"] + market["merged_bars"]
    ends += sum(market["gates"].values()) + sum(drops.values())
    verdict.expect("the sum of all ends", ends, market["records"])
    outcomes = [one.outcome for one in seen.sent if one.outcome]
    planned = Counter(reason for outcome, reason in outcomes if outcome == "drop")
    parts = outcomes.count(("part", "merged"))
    if all(one.outcome for one in seen.sent):
        verdict.expect("drops by the statistics", drops, dict(planned))
        verdict.expect("bars of 5 s that were merged", market["merged_bars"], parts)
    else:
        for reason, count in planned.items():
            if drops.get(reason, 0) < count:
                verdict.violations.append(f"{drops.get(reason, 0)} {reason} of {count} planted")
    _judge_symbols(market, verdict)


def _judge_symbols(market, verdict):
    """The symbols' own figures add up, where all are shown."""
    symbols = market["worst_symbols"]
    if market["symbols"] > len(symbols):
        return
    for name in ("ticks", "bars", "built_bars", "windows", "ofi_events"):
        verdict.expect(f"{name} of the symbols", sum(one[name] for one in symbols), market[name])
    drops = Counter()
    for one in symbols:
        drops.update(one["drops"])
    verdict.expect("drops of the symbols", dict(drops), market["drops"])


def planted(seen):
    """Faults planted in copies of what was seen; each must be found."""
    middle = len(seen.events) // 2
    yield "a lost event", Seen(
        seen.sent, seen.events[:middle] + seen.events[middle + 1 :], seen.flow, seen.letters,
        seen.statistics,
    )  # fmt: skip
    yield "a repeated event", Seen(
        seen.sent, [*seen.events, seen.events[middle]], seen.flow, seen.letters, seen.statistics
    )
    yield "a lost dead letter", Seen(
        seen.sent, seen.events, seen.flow, seen.letters[1:], seen.statistics
    )
    yield "a changed dead letter", Seen(
        seen.sent, seen.events, seen.flow,
        [seen.letters[0].__class__(**vars(seen.letters[0]) | {"value": b"{}"}), *seen.letters[1:]],
        seen.statistics,
    )  # fmt: skip
    for path in (("dead_letters",), ("market", "gates"), ("market", "drops"), ("consumed",)):
        statistics = json.loads(json.dumps(seen.statistics))
        counts = statistics["planes"]["data"]
        for name in path:
            counts = counts[name]
        counts[next(iter(counts))] += 1
        yield f"a count of {path[-1]} that is off by one", Seen(
            seen.sent, seen.events, seen.flow, seen.letters, statistics
        )
