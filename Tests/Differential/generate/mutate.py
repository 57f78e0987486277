"""Breaks bytes: flipped, inserted, deleted, spliced, cut off, doubled."""

INTERESTING = (
    b'{}[]",:\\/ \t\r0123456789+-.eEuntrfalsb\x00\x1f\x7f\x80\xbf\xc0\xc3\xed\xef\xf0\xf5\xff'
)


def flip(data, other, rng):
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << rng.randrange(8)]) + data[at + 1 :]


def replace(data, other, rng):
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.choice(INTERESTING)]) + data[at + 1 :]


def insert(data, other, rng):
    at = rng.randint(0, len(data))
    return data[:at] + bytes(rng.choices(INTERESTING, k=rng.choice((1, 1, 1, 2, 4)))) + data[at:]


def delete(data, other, rng):
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice((1, 1, 1, 2, 5, 20)) :]


def splice(data, other, rng):
    """The beginning of one record and the end of another."""
    return data[: rng.randint(0, len(data))] + other[rng.randint(0, len(other)) :]


def truncate(data, other, rng):
    return data[: rng.randint(0, len(data))]


def double(data, other, rng):
    start = rng.randrange(len(data))
    end = min(len(data), start + rng.choice((1, 2, 5, 20, 100)))
    return data[:end] + data[start:end] + data[end:]


def transplant(data, other, rng):
    """A slice of another record inside."""
    start = rng.randrange(len(other))
    piece = other[start : start + rng.choice((1, 2, 5, 20, 60))]
    at = rng.randint(0, len(data))
    return data[:at] + piece + data[at + rng.choice((0, len(piece))) :]


MUTATORS = (
    flip,
    flip,
    replace,
    replace,
    insert,
    delete,
    splice,
    truncate,
    truncate,
    double,
    transplant,
)


def mutate(data, other, rng):
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3, 8))):
        if data:
            data = rng.choice(MUTATORS)(data, other, rng)
    return data
