"""The kinds of value of the section Values: each judges one node and tells what it kept.

`check(judge, node, path)` returns the kept value, or None when it is unfit. The value of a node
that a syntax fault cut off is not judged, its type is.
"""

import re

from .numbers import decimal9, double, integer, is_int64
from .times import nanoseconds
from .tokenizer import FALSE, NUMBER, STRING, TRUE


class Kind:
    def check(self, judge, node, path):
        if node[0] not in self.types:
            judge.wrong_type(node, path)
        elif node[2] is not None:
            return self.keep(judge, node, path)
        return None


class Number(Kind):
    """A number with bounds; `above` excludes its bound."""

    types = (NUMBER,)

    def __init__(self, least=None, most=None, above=None):
        self.least, self.most, self.above = least, most, above

    def keep(self, judge, node, path):
        code, value = self.read(judge.document.data[node[1] : node[2]])
        if code is None and not self.holds(value):
            code = "range"
        if code is None:
            return value
        judge.fault(node[1], path, code)
        return None

    def holds(self, value):
        return (
            (self.least is None or value >= self.least)
            and (self.most is None or value <= self.most)
            and (self.above is None or value > self.above)
        )


class Decimal(Number):
    """Kept in units of 1e-9, the bounds too."""

    def read(self, text):
        value = decimal9(text)
        return ("range", None) if value is None else (None, value)


class Integer(Number):
    codes = {"whole": None, "large": "range", "broken": "type"}

    def read(self, text):
        form, value = integer(text)
        return self.codes[form], value


class Double(Number):
    def read(self, text):
        value = double(text)
        return ("range", None) if value is None else (None, value)


class Text(Kind):
    """A string of `least` to `most` Unicode scalars."""

    types = (STRING,)

    def __init__(self, least=0, most=None):
        self.least, self.most = least, most

    def keep(self, judge, node, path):
        text = judge.document.text(node)
        code = self.code(text)
        if code is None:
            return text
        judge.fault(node[1], path, code)
        return None

    def code(self, text):
        fits = len(text) >= self.least and (self.most is None or len(text) <= self.most)
        return None if fits else "range"


class Choice(Text):
    def __init__(self, *names):
        self.names = names

    def code(self, text):
        return None if text in self.names else "choice"


class Form(Text):
    """A string of a form of its own."""

    def __init__(self, pattern):
        self.pattern = re.compile(pattern)

    def code(self, text):
        return None if self.pattern.fullmatch(text) else "format"


class Time(Text):
    def __init__(self):
        pass

    def code(self, text):
        value = nanoseconds(text)
        if value is None:
            return "format"
        return None if is_int64(value) else "range"


class Seconds(Kind):
    """Raw market data's time: seconds since 1970 as a number, or a time."""

    types = (NUMBER, STRING)
    number = Decimal()
    time = Time()

    def keep(self, judge, node, path):
        kind = self.number if node[0] == NUMBER else self.time
        return kind.keep(judge, node, path)


class Flag(Kind):
    types = (TRUE, FALSE)

    def keep(self, judge, node, path):
        return node[0] == TRUE


SYMBOL = Form(r"[A-Z0-9](?:[A-Z0-9._-]{0,18}[A-Z0-9])?")
RAW_SYMBOL = Form(r"[A-Z0-9](?:[A-Z0-9._ -]{0,18}[A-Z0-9])?")
UUID = Form(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
CURRENCY = Form(r"[A-Z]{3}")
TIME = Time()
POSITIVE = Decimal(above=0)
NONNEGATIVE = Decimal(least=0)
ANY_DECIMAL = Decimal()
COUNT = Integer(least=0)
ANY_DOUBLE = Double()
TEXT = Text()
FLAG = Flag()
