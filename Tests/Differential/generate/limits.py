"""Records about the limits: of depth, of size, of the number of fields and of faults."""

from . import spoil
from .messages import message
from .tree import Arr, Obj, encoded, render, slots

BYTES_MAX = 1_048_576


def deep(topic, rng):
    """Containers around the sixteenth, alone and among others, in fields known and unknown."""
    tree, kind = message(topic, rng)
    if rng.random() < 0.3:
        rng.choice(spoil.SPOILERS)(tree, kind, rng)
    for _ in range(rng.choice((1, 1, 2))):
        inner = rng.choice(
            ("1", "[]", "{}", '{"a":1,"a":2}', "[[],{}]", '[1,"x"]', "[[[[]]]]", "null")
        )
        depth = rng.choice((13, 14, 14, 15, 15, 16, 17, 40, 300))
        for _ in range(depth):
            if rng.random() < 0.5:
                inner = rng.choice((Arr([inner]), Arr([inner, "1"]), Arr(["{}", inner, "[[]]"])))
            else:
                inner = Obj([['"a"', inner], ['"b"', "[]"]][: rng.choice((1, 1, 2))])
                if rng.random() < 0.1:
                    inner.members.append(['"a"', rng.choice(("1", "[]", "{}"))])
        if rng.random() < 0.5 and tree.members:
            rng.choice(slots(tree))[1] = inner
        else:
            tree.members.insert(rng.randint(0, len(tree.members)), ['"x"', inner])
    return encoded(tree, rng, 0.05)


def large(topic, rng):
    """Records about the size limit, very long tokens, and very many fields or faults."""
    tree, kind = message(topic, rng)
    room = BYTES_MAX - len(render(tree, rng)) - 20
    style = rng.randrange(8)
    if style == 0:
        size = room + 20 + rng.choice((-1, 0, 1, 2, 500))
        return render(tree, rng).encode() + b" " * size
    if style == 1:
        rng.choice(slots(tree))[1] = '"' + rng.choice(("x", "é", "\\u0041", "😀")) * 100_000 + '"'
    elif style == 2:
        digits = "1" * rng.choice((1000, 200_000))
        rng.choice(slots(tree))[1] = rng.choice(
            (
                digits,
                "0." + digits,
                f"{digits}e-{len(digits) - 3}",
                "1e" + digits,
                "0." + "0" * 200_000 + "1e200005",
            )
        )
    elif style == 3:
        count = rng.choice((5000, 9000))
        tree.members += [[f'"x{i}"', "1"] for i in range(count)]
        if rng.random() < 0.5:
            tree.members.append([f'"x{rng.randrange(count)}"', "1"])
    elif style == 4:
        tree.members += [['"x"', "1"]] * rng.choice(
            (100, 9000, 9990, 10_000, 10_001, 10_002, 12_000)
        )
    elif style == 5:
        return render(tree, rng).encode()[:-1] + b',"x":' + rng.choice((b"[", b'{"a":')) * 100_000
    elif style == 6:
        rng.choice(slots(tree))[1] = Arr(["[]"] * rng.choice((51, 5000)))
    else:
        tree.members.append(['"x"', Arr(["1"] * rng.choice((1000, 100_000)))])
    return encoded(tree, rng, 0)
