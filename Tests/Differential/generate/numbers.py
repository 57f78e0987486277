"""Texts of numbers: one value in many notations, and the values where rules change their mind."""

INT64_MAX = 2**63 - 1

# Behind the ninth place: less than half, half, more than half.
TAILS = (
    "",
    "0",
    "1",
    "4",
    "49999999999",
    "5",
    "50",
    "500000000000000000",
    "6",
    "9",
    "99999",
    "5" + "0" * 60 + "1",
    "4" + "9" * 60,
)

# A digit too many, numbers no JSON has, sizes out of every range, and what looks like them.
HOSTILE = (
    "1e400", "1e-400", "-1e400", "-1e-400", "-0", "-0.0", "-0e5", "0e0", "0E+99999", "0e-99999",
    "0.0000000005", "0.00000000049999999999999999999", "5e-10", "5.00000000000000000001e-10",
    "1.5e-9", "2.5e-9", "15e-10", "4e-10", "1E+2", "1e+2", "1e-2", "100.0", "1e2", "1E2",
    "100e-2", "10e-1", "1.0e1", "12.50e1", "12.5e1", "12.55e1", "1e18", "1e19",
    "1e0000000000000000000002", "9223372036854775807", "9223372036854775808",
    "-9223372036854775808", "-9223372036854775809", "9223372036854775807.0",
    "9.223372036854775807e18", "9.223372036854775808e18", "92233720368547758070e-1",
    "9223372036854775807.000000000000001", "18446744073709551616", "18446744073709551617",
    "9223372036.854775807", "9223372036.8547758074999", "9223372036.8547758075",
    "9223372036.854775808", "-9223372036.854775808", "-9223372036.8547758085",
    "-9223372036.85477580850000001", "-9223372036.854775809", "9.2233720368547758075e9",
    "1e99999999999999999999", "1e-99999999999999999999", "0e99999999999999999999",
    "1e9223372036854775807", "1e9223372036854775808", "1e-9223372036854775808",
    "1e-9223372036854775809", "1e18446744073709551616", "1e4294967296", "1e-2147483648",
    "0.000001", "0.0000009995", "0.0000009994", "0.0000009996", "1e-6", "0.00000099949999",
    "450.15000000000003", "4.5025e2", "0.1e1", "0.01e2", "123456789012345678901234567890e-25",
    "1.7976931348623157e308", "1.7976931348623158e308", "1.7976931348623159e308",
    "1.797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775872e308",
    "1.797693134862315807937289714053034150799341327100378269361737789804449682927647509466490179775871e308",
    "-1.7976931348623159e308", "5e-324", "2e-324", "3e-324", "2.4703282292062327e-324",
    "2.4703282292062328e-324", "2.2250738585072011e-308", "2.2250738585072014e-308",
    "1.00000000000000011102230246251565404", "1.0000000000000001110223024625156541",
    "1.0000000000000002", "1.0000000000000001", "0.99999999999999994", "0.99999999999999999",
    "-1.0000000000000001", "-1.0000000000000003", "9007199254740993", "1.1", "0.1", "1e-7",
    "1e23", "8.5e22", "6.02214076e23", "1" + "0" * 30 + "e-30", "0." + "0" * 40 + "1e41",
    "1" * 25, "0." + "3" * 120, "1" + "0" * 400 + "e-400", "-1", "0", "1", "2", "10", "1.5",
    "-1.5", "0.5",
)  # fmt: skip

# None of these is a number of JSON.
BROKEN = (
    "00", "01", "-01", "-00", "1.", "-1.", ".5", "-.5", "+1", "+", "-", "--1", "-+1", "1e", "1e+",
    "1e-", "1.e5", "1.5.5", "1e5.5", "1e5e5", "0x10", "0b1", "1_000", "1,000", "1 000", "1f", "1d",
    "NaN", "-NaN", "nan", "Infinity", "-Infinity", "inf", "-inf", "1/2", "0.", "0.e1", "0e", "00.5",
    "1e0x", "1٠", "٣", "−1", "1²", "1e٣", "$1", "1%", "(1)", "1-", "1+1", "0-1", "-a", "e5", "E5",
    "012345678901234567890", "-0123", "1.0.", "1..0", "0..1",
)  # fmt: skip


def random_number(rng):
    """Digits of any count, a point anywhere, perhaps an exponent."""
    text = "".join(
        rng.choices("0123456789", k=rng.choice((1, 2, 7, 8, 9, 15, 16, 17, 18, 19, 20, 40)))
    )
    shift = rng.choice((0, 0, 1, 8, 9, 10, rng.randrange(45)))
    mantissa = plain(text, -shift)
    sign = rng.choice(("", "", "", "-"))
    power = rng.choice(
        ("", "", f"{rng.choice('eE')}{rng.choice(('', '+', '-'))}{rng.randrange(40)}")
    )
    return sign + mantissa + power


def notation(rng, digits, exponent):
    """`digits` · 10^`exponent` in one of the notations of JSON."""
    sign = "-" if digits < 0 else ""
    text = str(abs(digits))
    style = rng.random()
    if style < 0.5:
        return sign + plain(text, exponent)
    if rng.random() < 0.3:
        zeros = rng.choice((1, 2, 9, 30))
        text += "0" * zeros
        exponent -= zeros
    shift = rng.choice((0, 0, 1, len(text), len(text) + 3, 25, rng.randrange(40)))
    mantissa = plain(text, -shift)
    power = exponent + shift
    if power == 0 and rng.random() < 0.5:
        return sign + mantissa
    zeros = "0" * rng.choice((0, 0, 0, 1, 2, 30))
    mark = "-" if power < 0 else rng.choice(("", "+"))
    return f"{sign}{mantissa}{rng.choice('eE')}{mark}{zeros}{abs(power)}"


def plain(text, exponent):
    """Digits without an exponent."""
    if exponent >= 0:
        return "0" if not text.strip("0") else (text.lstrip("0") or "0") + "0" * exponent
    text = text.rjust(1 - exponent, "0")
    whole, fraction = text[:exponent].lstrip("0"), text[exponent:]
    return f"{whole or '0'}.{fraction}"


def decimal(rng, low, high):
    """A text that keeps a value from `low` to `high`, in units of 1e-9."""
    middle = rng.randrange(1, 500) * 10**9 + rng.choice((0, 250_000_000, rng.randrange(10**9)))
    kept = rng.choice(
        (
            low,
            high,
            low + 1,
            high - 1,
            0,
            1,
            1000,
            10**9,
            middle,
            middle,
            middle,
            middle,
            middle,
            rng.randrange(low, high + 1),
            -middle,
        )
    )
    kept = min(max(kept, low), high)
    return kept, tailed(rng, kept)


def tailed(rng, kept):
    """A text that rounds to `kept`, half to even."""
    if rng.random() < 0.7 or abs(kept) >= INT64_MAX:
        return notation(rng, kept, -9)
    tail = rng.choice(TAILS)
    size = abs(kept)
    if tail.rstrip("0") == "5" and size % 2:
        tail = "4" + tail
    if size and (
        tail[:1] > "5" or tail[:1] == "5" and (tail.strip("0") != "5" or rng.random() < 0.5)
    ):
        # Rounds up: written from the value below.
        size -= 1
    elif tail[:1] > "5" or tail[:1] == "5" and tail.strip("0") != "5":
        tail = ""
    digits = int(f"{size}{tail}")
    return ("-" if kept < 0 else "") + notation(rng, digits, -9 - len(tail))
