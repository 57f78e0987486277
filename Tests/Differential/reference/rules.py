"""What holds between the fields of one message.

A rule is `rule(judge, node, members, kept)`: the nodes and the kept values by field. A value that
is unfit itself takes no part in a rule.
"""

from .tokenizer import NULL


def at_most(values, bound):
    return all(value is None or value <= bound for value in values)


def broken(judge, members, name):
    judge.fault(members[name][1], name, "rule")


def bar_rule(judge, node, members, kept):
    open_, high, low, close = (kept.get(name) for name in ("open", "high", "low", "close"))
    if high is not None and not at_most((open_, close, low), high):
        broken(judge, members, "high")
    if low is not None and any(value is not None and value < low for value in (open_, close)):
        broken(judge, members, "low")


def tick_rule(judge, node, members, kept):
    bid, ask = kept.get("bid"), kept.get("ask")
    if bid is not None and ask is not None and ask < bid:
        broken(judge, members, "ask")


def is_given(members, name):
    """Whether a field stands there and is not null; what it says may still be unfit."""
    return members.get(name) is not None and members[name][0] != NULL


def intent_rule(judge, node, members, kept):
    needs = {
        "LIMIT": ("limit_price",),
        "STOP": ("stop_price",),
        "STOP_LIMIT": ("limit_price", "stop_price"),
    }
    for name in needs.get(kept.get("order_type"), ()):
        if not is_given(members, name):
            judge.fault(node[1], name, "rule", is_shown=False)


def report_rule(judge, node, members, kept):
    filled, requested = kept.get("filled_quantity"), kept.get("requested_quantity")
    if filled is not None and requested is not None and filled > requested:
        broken(judge, members, "filled_quantity")


def raw_bar_rule(price, count):
    """One name of each pair has to be there; a fault names the one that wins."""

    def rule(judge, node, members, kept):
        for name, pair in ((price, ("wap", "average")), (count, ("count", "barCount"))):
            if not any(is_given(members, one) for one in pair):
                judge.fault(node[1], name, "missing", is_shown=False)

    return rule
