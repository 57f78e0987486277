"""RFC 3339 as the contracts narrow it, by arithmetic of our own."""

import re

FORM = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_before(year):
    """Days from 1970-01-01 to the first of January; the proleptic Gregorian calendar."""

    def leaps(last):
        return last // 4 - last // 100 + last // 400

    return 365 * (year - 1970) + leaps(year - 1) - leaps(1969)


def nanoseconds(text):
    """The time since 1970 UTC in nanoseconds, of any size; None when it is no time."""
    match = FORM.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    fraction, sign, east_hours, east_minutes = match.groups()[6:]
    if not 1 <= month <= 12 or hour > 23 or minute > 59 or second > 59:
        return None
    length = MONTH_DAYS[month - 1] + (month == 2 and is_leap(year))
    if not 1 <= day <= length:
        return None
    east = 0
    if sign:
        if int(east_hours) > 23 or int(east_minutes) > 59:
            return None
        east = int(east_hours) * 60 + int(east_minutes)
        east = -east if sign == "-" else east
    days = days_before(year) + sum(MONTH_DAYS[: month - 1]) + day - 1
    days += month > 2 and is_leap(year)
    seconds = ((days * 24 + hour) * 60 + minute - east) * 60 + second
    return seconds * 10**9 + int((fraction or "").ljust(9, "0"))
