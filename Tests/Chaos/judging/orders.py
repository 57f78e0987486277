"""Rules for orders: each intent is answered once, no order is sent twice, states add up."""

import json
from decimal import Decimal

from traffic.records import LETTER

NEXT = {
    None: {"SUBMITTED", "REJECTED"},
    "SUBMITTED": {"ACKNOWLEDGED", "PARTIAL_FILL", "FILLED", "CANCELED", "REJECTED", "ERROR"},
    "ACKNOWLEDGED": {"PARTIAL_FILL", "FILLED", "CANCELED", "REJECTED"},
    "PARTIAL_FILL": {"PARTIAL_FILL", "FILLED", "CANCELED"},
}


def judge_orders(log, inputs, findings):
    intents = read_intents(log, inputs, findings)
    reports = {}
    ids, fills = {}, {}
    for line in log["exec_reports"]:
        report = json.loads(line.value, parse_float=Decimal, parse_int=Decimal)
        reports.setdefault(report["intent_id"], []).append((report, line))
        unique(ids, report["report_id"], line, "a report twice", findings)
        for fill in report.get("fills") or ():
            fills.setdefault(fill["fill_id"], set()).add(report["order_id"])
    for name, owners in fills.items():
        findings.check(len(owners) == 1, "a fill of two orders", f"{name}: {owners}")
    for name, (intent, line) in intents.items():
        judge_intent(intent, line, reports.pop(name, []), findings)
    for name, found in reports.items():
        findings.fail("an order without an intent", f"{name}: {found[0][1]}")
    judge_order_ids(log, findings)


def read_intents(log, inputs, findings):
    """{intent id: (intent, line)}; those that the strategies wrote have a cause in the log."""
    intents, own = {}, 0
    causes = {one.place for topic in ("market_events", "ofi_events", "exec_reports")
              for one in log[topic]}  # fmt: skip
    for line in log["order_intents"]:
        record = inputs.get(line.place)
        if record is not None and record.outcome == LETTER:
            continue
        if record is None:
            own += 1
            cause = line.header("source")
            findings.check(cause in causes, "an intent without its cause", f"{line} {cause}")
        intent = json.loads(line.value, parse_float=Decimal, parse_int=Decimal)
        unique(intents, intent["intent_id"], (intent, line), "an intent twice", findings)
    findings.count("intents", len(intents))
    findings.count("intents of strategies", own)
    return intents


def judge_intent(intent, line, found, findings):
    """The reports of one intent, in the order of the log."""
    if not found:
        return findings.fail("an intent was never answered", line)
    state, filled, decided = None, Decimal(0), 0
    quantity = intent["quantity"]
    for report, place in found:
        status = report["status"]
        findings.check(status in NEXT.get(state, ()), f"{state} then {status}", place)
        state = status
        decided += status == "SUBMITTED"
        if place is found[0][1]:
            source = place.header("source")
            findings.check(source == line.place, "a decision of another intent", place)
        now = report.get("filled_quantity", Decimal(0))
        findings.check(filled <= now <= quantity, "a filled quantity that falls", place)
        filled = now
        rest = report.get("remaining_quantity", quantity - now)
        findings.check(now + rest == quantity, "filled + remaining is not requested", place)
        listed = sum((fill["quantity"] for fill in report.get("fills") or ()), Decimal(0))
        findings.check(listed in (0, now), "fills that do not add up", place)
        same = report["symbol"] == intent["symbol"] and report["direction"] == intent["direction"]
        findings.check(same, "a report of another order", place)
    findings.check(decided <= 1, "an intent submitted twice", line)
    if state == "FILLED":
        findings.check(filled == quantity, "filled by less than its quantity", line)
    one = {report["order_id"] for report, _ in found}
    findings.check(len(one) == 1, "two orders of one intent", f"{line}: {one}")
    name = {"SUBMITTED": "open", "ACKNOWLEDGED": "open", "PARTIAL_FILL": "open"}.get(state, state)
    findings.counts[f"orders {name.lower()}"] = findings.counts.get(f"orders {name.lower()}", 0) + 1


def judge_order_ids(log, findings):
    """An order id belongs to one intent."""
    owners = {}
    for line in log["exec_reports"]:
        report = json.loads(line.value)
        owner = owners.setdefault(report["order_id"], report["intent_id"])
        findings.check(owner == report["intent_id"], "an order of two intents", line)


def unique(known, name, value, rule, findings):
    if name in known:
        findings.fail(rule, f"{name}: {known[name]} and {value}")
    known[name] = value
