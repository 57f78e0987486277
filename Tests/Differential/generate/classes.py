"""The classes of records, each a function `(topic, rng) -> bytes`."""

from . import mutate, numbers, spoil, strings, torture, values
from .limits import deep, large
from .messages import build, dress, message, shape
from .tree import Obj, containers, encoded, render, slots


def valid(topic, rng):
    tree, _ = message(topic, rng)
    dress(tree, rng)
    return encoded(tree, rng)


def spoilt(topic, rng, count, spoilers):
    tree, kind = message(topic, rng)
    for _ in range(count):
        rng.choice(spoilers)(tree, kind, rng)
    if rng.random() < 0.2:
        dress(tree, rng)
    return encoded(tree, rng)


def one_fault(topic, rng):
    return spoilt(topic, rng, 1, spoil.SPOILERS)


def several_faults(topic, rng):
    return spoilt(topic, rng, rng.randint(2, 12), spoil.SPOILERS)


def structure(topic, rng):
    return spoilt(topic, rng, rng.choice((1, 2, 4)), spoil.STRUCTURAL)


def duplicates(topic, rng):
    return spoilt(topic, rng, rng.choice((1, 1, 2, 4)), (spoil.duplicate,) * 3 + spoil.SPOILERS)


def rules(topic, rng):
    return spoilt(topic, rng, rng.choice((1, 1, 2)), (spoil.break_rule, spoil.shuffle_list))


def hostile_numbers(topic, rng):
    tree, kind = message(topic, rng)
    for _ in range(rng.choice((1, 1, 1, 2, 5))):
        rng.choice(spoil.leaves(kind, tree))[1][1] = hostile_number(rng)
    return encoded(tree, rng)


def hostile_number(rng):
    style = rng.random()
    if style < 0.6:
        return rng.choice(numbers.HOSTILE)
    text = numbers.random_number(rng)
    return text if style < 0.9 else strings.nudged(rng, text).replace("\n", " ")


def odd_strings(topic, rng):
    """Every string and time of a message in a form it should not have, or just may have."""
    tree, kind = message(topic, rng)
    texts = [(one, slot) for one, slot in spoil.leaves(kind, tree) if hasattr(one, "code")]
    for one, slot in rng.sample(texts, min(len(texts), rng.choice((1, 1, 1, 2, 5)))):
        slot[1] = strings.quoted(rng, values.odd_text(one, rng), rng.choice((0, 0, 0.1, 1)))
    return encoded(tree, rng)


def syntax(topic, rng):
    """Broken syntax somewhere in a message that may have other faults too."""
    tree, kind = message(topic, rng)
    for _ in range(rng.choice((0, 0, 1, 3))):
        rng.choice(spoil.SPOILERS)(tree, kind, rng)
    one = rng.choice(containers(tree))
    raw = rng.choice(torture.VALUES)
    if raw[:1] == '"' and rng.random() < 0.3:
        raw = '"' + "a" * rng.randrange(70) + raw[1:]
    if isinstance(one, Obj) and rng.random() < 0.25:
        at = rng.randint(0, len(one.members))
        one.members.insert(at, [raw, rng.choice(("1", '"x"', "{}"))])
    elif one.children() and rng.random() < 0.7:
        rng.choice(one.children())[1] = raw
    else:
        key = rng.choice(('"x"', '"event_type"', '"symbol"', '"type"'))
        one.children().insert(rng.randint(0, len(one.children())), [key, raw])
    return encoded(tree, rng)


def whole_records(topic, rng):
    """Records that are no message, and messages with something before or behind them."""
    base = valid(topic, rng) if rng.random() < 0.5 else one_fault(topic, rng)
    odd = rng.choice((rng.choice(torture.RECORDS), rng.choice(torture.VALUES).encode("utf-8")))
    return rng.choice(
        (
            odd,
            base + odd,
            odd + base,
            base + b" " + odd,
            b"[" + base + b"]",
            b'{"a":' + base + b"}",
            base + base,
        )
    )


def encodings(topic, rng):
    tree, kind = message(topic, rng)
    if rng.random() < 0.3:
        rng.choice(spoil.SPOILERS)(tree, kind, rng)
    around = rng.choice(('"{}"', '"a{}"', '"{}b"', '"é{}é"', "{}", '"\\ud83d{}"', '"x{}'))
    if rng.random() < 0.3:
        around = '"' + "a" * rng.randrange(70) + "{}" + "b" * rng.randrange(70) + '"'
    text = around.format(torture.MARK)
    places = slots(tree)
    if rng.random() < 0.2:
        tree.members.insert(rng.randint(0, len(tree.members)), [text, "1"])
    elif rng.random() < 0.5 or not places:
        tree.members.insert(rng.randint(0, len(tree.members)), ['"x"', text])
    else:
        rng.choice(places)[1] = text
    return torture.spliced(render(tree, rng), rng.choice(torture.ENCODINGS))


def byte_mutations(topic, rng):
    pick = rng.choice((valid, valid, one_fault))
    data = pick(topic, rng)
    return mutate.mutate(data, valid(topic, rng), rng)


def cut(topic, rng):
    """A faulty message that ends, or turns into nonsense, in the middle."""
    data = several_faults(topic, rng)
    data = data[: rng.randint(0, len(data))]
    return data + rng.choice(
        (b"", b"", b"x", b"}", b"]", b",", b'"', b"1", b"\\", b"\xff", b":", b"tru")
    )


def wrong_shape(topic, rng):
    """A message under another topic, or with another name, or with none."""
    other = rng.choice(
        ("market_events", "ofi_events", "order_intents", "exec_reports", "market_raw")
    )
    tree, kind = message(other, rng)
    if rng.random() < 0.5:
        kind, _ = shape(topic, rng)
        tree.members += build(kind, rng, 0.5).members
    name = "type" if topic == "market_raw" else "event_type"
    if rng.random() < 0.6:
        tree.drop(name)
        if rng.random() < 0.7:
            word = rng.choice(
                (
                    '"bar_event"',
                    '"tick_event"',
                    '"mktDepth"',
                    '"realtimeBar"',
                    '"x"',
                    "null",
                    "5",
                    '""',
                    '"Bar_event"',
                    "[]",
                    '{"a":1,"a":2}',
                    '"bar\\u005fevent"',
                )
            )
            tree.members.insert(rng.randint(0, len(tree.members)), [f'"{name}"', word])
    for _ in range(rng.choice((0, 1, 2))):
        rng.choice(spoil.STRUCTURAL)(tree, kind, rng)
    return encoded(tree, rng)


# How often each is made, of a hundred.
CLASSES = {
    valid: 20,
    one_fault: 13,
    several_faults: 9,
    structure: 6,
    duplicates: 7,
    rules: 5,
    hostile_numbers: 6,
    odd_strings: 6,
    deep: 3,
    syntax: 9,
    whole_records: 2,
    encodings: 5,
    byte_mutations: 6,
    cut: 2,
    wrong_shape: 0.99,
    large: 0.01,
}


def record(topic, rng):
    """A record and the name of its class."""
    make = rng.choices(list(CLASSES), list(CLASSES.values()))[0]
    return make.__name__, make(topic, rng)
