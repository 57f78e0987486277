"""Raw texts for each kind of value: `legal` keeps its rules and likes their edges, `odd` does not
care for them."""

from reference.kinds import (
    CURRENCY,
    RAW_SYMBOL,
    SYMBOL,
    UUID,
    Choice,
    Decimal,
    Double,
    Flag,
    Integer,
    Seconds,
    Text,
    Time,
)

from . import numbers, strings, times
from .tree import Arr, Obj

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
DOUBLES = (0.0, 1.0, -1.0, 0.5, -0.25, 5e-324, -5e-324, 1e-300, 0.1, 1 / 3, 2.5, -17.125)
LARGE_DOUBLES = (
    1.7976931348623157e308, -1.7976931348623157e308, 1e22, 1e23, 123456789.125, 2.0**53,
)  # fmt: skip
NOT_MEANT = (
    "null",
    "true",
    "false",
    '""',
    '"1"',
    "0",
    "-1",
    "[]",
    "{}",
    "[1]",
    '{"a":1}',
    "1.5",
    '"x"',
    "[[]]",
    '[{"a":[1,{"b":null}]}]',
    "1e400",
)


def bounds(kind):
    low = INT64_MIN if kind.least is None else kind.least
    if kind.above is not None:
        low = kind.above + 1
    return low, INT64_MAX if kind.most is None else kind.most


def legal(kind, rng):
    """A text or tree that the kind takes; objects and lists are made in `messages`."""
    if isinstance(kind, Decimal):
        return numbers.decimal(rng, *bounds(kind))[1]
    if isinstance(kind, Integer):
        low, high = bounds(kind)
        value = rng.choice(
            (low, high, low + 1, high - 1, 1, 100, 100, 5000, rng.randint(low, high))
        )
        return numbers.notation(rng, value, 0)
    if isinstance(kind, Double):
        return double(kind, rng)
    if isinstance(kind, Seconds):
        return legal(rng.choice((kind.number, kind.time)), rng)
    if isinstance(kind, Flag):
        return rng.choice(("true", "false"))
    return strings.quoted(rng, text(kind, rng), rng.choice((0, 0, 0, 0, 0.1, 1)))


def double(kind, rng):
    fitting = [value for value in DOUBLES + LARGE_DOUBLES if kind.holds(value)]
    text = repr(rng.choice(fitting))
    return text if rng.random() < 0.8 else text.replace("e+", "E+").replace("e-", "E-0")


def text(kind, rng):
    if kind is SYMBOL or kind is RAW_SYMBOL:
        raw = strings.RAW_SYMBOLS if kind is RAW_SYMBOL else ()
        return rng.choice(strings.SYMBOLS + raw)
    if kind is UUID:
        return strings.uuid(rng)
    if kind is CURRENCY:
        return "".join(rng.choices("ABCXYZ", k=3))
    if isinstance(kind, Choice):
        return rng.choice(list(kind.names))
    if isinstance(kind, Time):
        return times.legal(rng)
    return strings.free(rng, kind.least, kind.most)


def odd(kind, rng):
    """A raw text that the kind probably does not take."""
    if rng.random() < 0.3:
        return rng.choice(NOT_MEANT)
    if isinstance(kind, (Decimal, Integer, Double)):
        return number(kind, rng)
    if isinstance(kind, Seconds):
        return odd(rng.choice((kind.number, kind.time)), rng)
    if isinstance(kind, Text):
        return strings.quoted(rng, odd_text(kind, rng), rng.choice((0, 0, 0, 0.1, 1)))
    return rng.choice(NOT_MEANT)


def number(kind, rng):
    style = rng.random()
    if style < 0.2:
        return numbers.random_number(rng)
    if isinstance(kind, Double) or style < 0.6:
        return rng.choice(numbers.HOSTILE)
    low, high = bounds(kind)
    value = rng.choice((low - 1, high + 1, low - 2, 2 * high, 2 * low - 1, low, high))
    exponent = -9 if isinstance(kind, Decimal) else rng.choice((0, 0, -1))
    if exponent == -9 and rng.random() < 0.5:
        value = value * 10 + rng.choice((-6, -5, -4, 4, 5, 6))
        exponent = -10
    return numbers.notation(rng, value, exponent)


def odd_text(kind, rng):
    if kind.__class__ is not Text and rng.random() < 0.4:
        return strings.nudged(rng, text(kind, rng))
    if kind is SYMBOL or kind is RAW_SYMBOL:
        return rng.choice(strings.BAD_SYMBOLS + strings.RAW_SYMBOLS)
    if kind is UUID:
        return strings.bad_uuid(rng)
    if kind is CURRENCY:
        return rng.choice(
            ("US", "USDX", "usd", "", "U D", "ÜSD", "US\u0301", "U\u0000D", "UŞD", "US1")
        )
    if isinstance(kind, Choice):
        name = rng.choice(list(kind.names))
        return rng.choice(
            (
                name.lower(),
                name.upper(),
                name + " ",
                " " + name,
                name[:-1],
                "",
                name * 2,
                name + "\u0000",
                name + "\u0301",
                "x",
                name.capitalize(),
            )
        )
    if isinstance(kind, Time):
        return times.illegal(rng)
    if kind.most is None:
        return strings.free(rng, 0, None)
    length = rng.choice((0, kind.most + 1, kind.most, kind.most + 2, 2 * kind.most))
    return strings.free(rng, length, length)


def any_json(rng, depth):
    """Any JSON, at most that deep."""
    style = rng.random()
    if depth <= 0 or style < 0.6:
        return rng.choice(
            (
                rng.choice(numbers.HOSTILE),
                rng.choice(NOT_MEANT[:7]),
                strings.quoted(rng, strings.free(rng, 0, 12), rng.choice((0, 0.5))),
            )
        )
    items = [any_json(rng, depth - 1) for _ in range(rng.choice((0, 1, 1, 2, 3)))]
    if style < 0.8:
        return Arr(items)
    keys = [strings.quoted(rng, strings.free(rng, 0, 4) + str(i)) for i in range(len(items))]
    return Obj([[key, item] for key, item in zip(keys, items)])
