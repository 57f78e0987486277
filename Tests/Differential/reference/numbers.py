"""Numbers of JSON, exactly: digits and a power of ten, however long and however large."""

INT64_MIN = -(2**63)
INT64_MAX = 2**63 - 1
PLACES = 9
# Longer exponents are all the same: no record has that many digits.
EXPONENT_DIGITS_MAX = 18


def is_int64(value):
    return INT64_MIN <= value <= INT64_MAX


def parts(text):
    """(is negative, digits without leading zeros, power of ten of the last digit)."""
    is_negative = text.startswith(b"-")
    mantissa, _, exponent = text.lstrip(b"-").lower().partition(b"e")
    whole, _, fraction = mantissa.partition(b".")
    return is_negative, (whole + fraction).lstrip(b"0"), power(exponent) - len(fraction)


def power(exponent):
    digits = exponent.lstrip(b"+-").lstrip(b"0")
    size = 10**EXPONENT_DIGITS_MAX if len(digits) > EXPONENT_DIGITS_MAX else int(digits or b"0")
    return -size if exponent.startswith(b"-") else size


def decimal9(text):
    """The number in units of 1e-9, half to even; None outside 64 bits."""
    is_negative, digits, exponent = parts(text)
    kept = len(digits) + exponent + PLACES
    if not digits or kept < 0:
        return 0
    if kept > 20:
        return None
    head = digits[:kept].ljust(kept, b"0")
    value = int(head or b"0")
    rest = digits[kept:]
    if rest and (rest[0] > 0x35 or rest[0] == 0x35 and (rest.strip(b"0") != b"5" or value % 2)):
        value += 1
    if is_negative:
        value = -value
    return value if is_int64(value) else None


def integer(text):
    """("whole", the number), ("large", None) outside 64 bits, ("broken", None) when not whole."""
    is_negative, digits, exponent = parts(text)
    if not digits:
        return "whole", 0
    significant = digits.rstrip(b"0")
    exponent += len(digits) - len(significant)
    if exponent < 0:
        return "broken", None
    if len(significant) + exponent > 19:
        return "large", None
    value = int(significant) * 10**exponent
    if is_negative:
        value = -value
    return ("whole", value) if is_int64(value) else ("large", None)


def double(text):
    """The nearest IEEE 754 double; None when that is infinite."""
    value = float(text)
    return value if abs(value) != float("inf") else None
