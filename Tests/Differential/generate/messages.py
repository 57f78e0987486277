"""Sound messages of every shape, as trees."""

from reference import messages as shapes
from reference.kinds import Decimal
from reference.numbers import decimal9
from reference.structures import Ladder, List, Object, Pair

from . import numbers, strings, values
from .tree import Arr, Obj

INT64_MAX = 2**63 - 1

MESSAGES = {
    "market_events": [shapes.BAR, shapes.TICK],
    "ofi_events": [shapes.OFI],
    "order_intents": [shapes.INTENT],
    "exec_reports": [shapes.REPORT],
    "market_raw": list(shapes.RAW_SHAPES.items()),
}
TOPICS = list(MESSAGES)


def shape(topic, rng):
    """One of the topic's shapes: what it is made of, and the name of raw market data."""
    pick = rng.choice(MESSAGES[topic])
    return (pick[1], pick[0]) if topic == "market_raw" else (pick, None)


def message(topic, rng):
    """A valid message and its shape."""
    kind, name = shape(topic, rng)
    tree = build(kind, rng, rng.choice((0, 0.2, 0.5, 1)))
    if name:
        tree.put("type", f'"{name}"')
    settle(kind, tree, rng)
    rng.shuffle(tree.members) if rng.random() < 0.5 else None
    return tree, kind


def build(kind, rng, chance):
    """A sound value; optional fields are there with that chance."""
    if isinstance(kind, Object):
        members = []
        for field in kind.fields:
            if field.is_required or rng.random() < chance:
                members.append([f'"{field.name}"', build(field.kind, rng, chance)])
            elif rng.random() < 0.1:
                members.append([f'"{field.name}"', "null"])
        return Obj(members)
    if isinstance(kind, Ladder):
        return ladder(kind, rng)
    if isinstance(kind, List):
        count = rng.choice((0, 1, 1, 2, 3, 7))
        return Arr([build(kind.kind, rng, chance) for _ in range(count)])
    if isinstance(kind, Pair):
        return Arr([values.legal(one, rng) for one in kind.kinds])
    return values.legal(kind, rng)


def ladder(kind, rng):
    count = rng.choice((0, 1, 2, 3, 5, 5, 10, 49, 50))
    start = rng.choice((1, 10**9, 450_000_000_000, INT64_MAX - 200))
    prices = sorted(rng.sample(range(start, start + 200), count))
    if count > 1 and kind.worse(prices[0], prices[1]):
        prices.reverse()
    size = kind.kind.kinds[1]
    return Arr([Arr([numbers.notation(rng, p, -9), values.legal(size, rng)]) for p in prices])


def kept(tree, name):
    text = tree.get(name)
    return None if text is None or text == "null" else decimal9(text.encode())


def settle(kind, tree, rng):
    """Makes the fields keep the rules between them."""
    if kind is shapes.BAR:
        settle_bar(tree, rng)
    elif kind is shapes.TICK:
        if kept(tree, "ask") < kept(tree, "bid"):
            bid, ask = tree.find("bid"), tree.find("ask")
            bid[1], ask[1] = ask[1], bid[1]
        elif rng.random() < 0.2:
            tree.put("ask", numbers.tailed(rng, kept(tree, "bid")))
    elif kind is shapes.INTENT:
        order = tree.get("order_type")
        for word, name in (("LIMIT", "limit_price"), ("STOP", "stop_price")):
            if (word in order or "\\" in order) and kept(tree, name) is None:
                tree.put(name, values.legal(Decimal(above=0), rng))
    elif kind is shapes.REPORT:
        filled, requested = kept(tree, "filled_quantity"), kept(tree, "requested_quantity")
        if filled is not None and requested is not None and filled > requested:
            tree.put("requested_quantity", numbers.tailed(rng, filled))
    elif kind.rule:
        for names in (("wap", "average"), ("count", "barCount")):
            if all(tree.get(name) in (None, "null") for name in names):
                tree.put(rng.choice(names), rng.choice(("-1", "0", "100.0", "12e1")))


def settle_bar(tree, rng):
    names = ["open", "low", "close", "high"]
    four = sorted((kept(tree, name), tree.get(name)) for name in names)
    if rng.random() < 0.1:
        four = [four[0]] * 4
    inner = [four[1][1], four[2][1]]
    rng.shuffle(inner)
    for name, text in zip(("low", "open", "close", "high"), (four[0][1], *inner, four[3][1])):
        tree.put(name, text)


def dress(tree, rng):
    """Adds what changes nothing: fields nobody knows, escaped keys."""
    if rng.random() < 0.5:
        for _ in range(rng.choice((1, 1, 2, 5))):
            key = strings.quoted(rng, "x" + strings.free(rng, 0, 8) + str(rng.random()), 0.1)
            at = rng.randint(0, len(tree.members))
            tree.members.insert(at, [key, values.any_json(rng, rng.choice((0, 1, 3, 6)))])
    if rng.random() < 0.3:
        near_names(tree, rng)
    if rng.random() < 0.3:
        for member in tree.members:
            if rng.random() < 0.5 and "\\" not in member[0]:
                member[0] = strings.quoted(rng, member[0][1:-1], rng.choice((0.1, 1)))


def near_names(tree, rng):
    """Adds fields whose names are almost those of known ones, or of each other."""
    names = {key[1:-1] for key, _ in tree.members if "\\" not in key}
    name = rng.choice(sorted(names) or ["symbol"])
    for _ in range(rng.choice((1, 2, 3))):
        near = strings.nudged(rng, name)
        if near not in names and near not in KNOWN:
            names.add(near)
            key = strings.quoted(rng, near, rng.choice((0, 0, 0.2)))
            tree.members.insert(rng.randint(0, len(tree.members)), [key, values.any_json(rng, 1)])
    if rng.random() < 0.2 and not names & {"\u00e9", "e\u0301"}:
        # One character to the eye, two keys.
        tree.members += [['"\u00e9"', "1"], ['"e\u0301"', "2"]]


KNOWN = {
    field.name
    for kinds in (
        shapes.BAR,
        shapes.TICK,
        shapes.OFI,
        shapes.INTENT,
        shapes.REPORT,
        *shapes.RAW_SHAPES.values(),
    )
    for field in kinds.fields
} | {"type", "event_type"}
