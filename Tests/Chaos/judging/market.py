"""Rules for market data: each raw record has one outcome, in order, and nothing else is there."""

from traffic.records import DROP, EVENT, LETTER


class Findings:
    """Violations, each a rule and its evidence; and counts for the verdict."""

    def __init__(self):
        self.violations = []
        self.counts = {}

    def fail(self, rule, evidence):
        self.violations.append((rule, str(evidence)))

    def check(self, holds, rule, evidence):
        if not holds:
            self.fail(rule, evidence)

    def count(self, name, value):
        self.counts[name] = value


def judge_input(log, feed, findings):
    """The acknowledged records are in the log, once, as they were sent; {place: record}."""
    found = {}
    seen = {}
    for topic in ("market_raw", "order_intents"):
        for line in log[topic]:
            number = line.header("chaos")
            if number is None:
                findings.check(topic != "market_raw", "a raw record nobody wrote", line)
                continue
            record = feed.records.get(int(number))
            if record is None or (record.topic, record.value) != (topic, line.value or b""):
                findings.fail("an input that is not what was sent", line)
                continue
            if record.number in seen:
                findings.fail("an input twice in the log", f"{seen[record.number]} and {line}")
            seen[record.number] = line.place
            found[line.place] = record
    for number, place in feed.acknowledged.items():
        expected = "/".join(map(str, place))
        if seen.get(number) != expected:
            findings.fail("an acknowledged input is not in the log", f"{expected} {number}")
    findings.count("acknowledged", len(feed.acknowledged))
    return found


def judge_market(log, inputs, findings, has_state):
    """Each raw record became one event, one dead letter or a known drop."""
    outcomes = {}
    for line in log["market_events"]:
        outcomes.setdefault(line.header("source"), []).append((EVENT, line))
    originals = {line.place: line for line in log["market_raw"]}
    for line in log["dlq_market_raw"]:
        source = letter_source(line)
        outcomes.setdefault(source, []).append((LETTER, line))
        original = originals.get(source)
        same = original and (original.key, original.value) == (line.key, line.value)
        findings.check(same, "a dead letter is not its original", line)
    counts = {EVENT: 0, LETTER: 0, DROP: 0}
    for place in originals:
        found = outcomes.pop(place, [])
        record = inputs.get(place)
        if len(found) > 1:
            findings.fail("a raw record was repeated", "; ".join(str(line) for _, line in found))
        if record is None:
            continue
        kind = found[0][0] if found else DROP
        counts[kind] += 1
        allowed = {record.outcome}
        if record.is_stateful and not has_state:
            allowed.add(DROP if record.outcome == EVENT else EVENT)
        if kind not in allowed:
            rule = "a raw record was lost" if kind == DROP else "a raw record was judged otherwise"
            findings.fail(rule, f"{place} {record.kind}: {kind}, expected {record.outcome}")
    for source, found in outcomes.items():
        findings.fail("an outcome without its raw record", f"{source}: {found[0][1]}")
    judge_order(log, findings)
    findings.count("raw", len(originals))
    for kind, count in counts.items():
        findings.count(f"{kind}s", count)
    findings.count("ofi", len(log["ofi_events"]))


def judge_order(log, findings):
    """Per key, events follow the order of their causes, in the partition of the same number."""
    for topic in ("market_events", "ofi_events"):
        last = {}
        for line in log[topic]:
            source = line.header("source") or ""
            parts = source.split("/")
            if len(parts) != 3 or parts[0] != "market_raw" or int(parts[1]) != line.partition:
                findings.fail("an event in another partition than its cause", f"{line} {source}")
                continue
            before, offset = last.get(line.key, -1), int(parts[2])
            rises = offset > before or (topic == "ofi_events" and offset == before)
            findings.check(rises, "events of one key out of order", f"{line} from {source}")
            last[line.key] = max(before, offset)


def judge_letters(log, inputs, findings):
    """Nothing but what was bad on purpose is a dead letter, once."""
    bad = {place for place, record in inputs.items() if record.outcome == LETTER}
    seen = set()
    for line in log["dlq_order_intents"]:
        source = letter_source(line)
        findings.check(source in bad, "a good intent became a dead letter", line)
        findings.check(source not in seen, "an intent twice among the dead letters", line)
        seen.add(source)
    for place in bad:
        if place.startswith("order_intents/") and place not in seen:
            findings.fail("a bad intent is no dead letter", place)
    for topic in ("dlq_market_events", "dlq_ofi_events", "dlq_exec_reports"):
        for line in log[topic]:
            reason = f"{line.header('dlq.reason')}: {line.header('dlq.fault')}"
            findings.fail(f"a plane's own output in {topic}", f"{line} {reason}")


def letter_source(line):
    return "/".join(line.header(f"dlq.{part}") or "" for part in ("topic", "partition", "offset"))
