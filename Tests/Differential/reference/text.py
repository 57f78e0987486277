"""Strings of JSON: where one ends, where it is broken, and what it says."""

import re

PLAIN = re.compile(rb"[\x20\x21\x23-\x5b\x5d-\x7f]*")
# Well-formed sequences of two to four bytes (Unicode 15, table 3-7).
WIDE = re.compile(
    rb"(?:[\xc2-\xdf][\x80-\xbf]"
    rb"|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)
ESCAPE = re.compile(rb"\\(?:u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|(.))", re.DOTALL)
SIMPLE = {
    0x22: '"',
    0x5C: "\\",
    0x2F: "/",
    0x62: "\b",
    0x66: "\f",
    0x6E: "\n",
    0x72: "\r",
    0x74: "\t",
}
HEX = frozenset(b"0123456789abcdefABCDEF")


class Stop(Exception):
    """The bytes are no JSON; the parser stopped at `at`."""

    def __init__(self, at):
        super().__init__(at)
        self.at = at


def string_end(data, start):
    """The offset behind the closing quote of the string that opens at `start`.

    `data` ends in a NUL that is no part of the record, so that the end is a bare control too.
    """
    at = start + 1
    while True:
        at = PLAIN.match(data, at).end()
        byte = data[at]
        if byte == 0x22:
            return at + 1
        if byte == 0x5C:
            at = escape_end(data, at)
        elif byte >= 0x80 and (wide := WIDE.match(data, at)):
            at = wide.end()
        else:
            raise Stop(at)


def escape_end(data, at):
    """The offset behind the escape at `at`, both halves of a surrogate pair together."""
    kind = data[at + 1]
    if kind in SIMPLE:
        return at + 2
    if kind != 0x75:
        raise Stop(at)
    unit = hex_unit(data, at + 2)
    if not 0xD800 <= unit <= 0xDFFF:
        return at + 6
    if unit >= 0xDC00 or data[at + 6 : at + 8] != b"\\u":
        raise Stop(at)
    if not 0xDC00 <= hex_unit(data, at + 8) <= 0xDFFF:
        raise Stop(at)
    return at + 12


def hex_unit(data, at):
    for digit in range(at, at + 4):
        if data[digit] not in HEX:
            raise Stop(digit)
    return int(data[at : at + 4], 16)


def string_text(data, start, end):
    """What a sound string says, from its opening quote to behind its closing one."""
    raw = data[start + 1 : end - 1]
    if b"\\" not in raw:
        return raw.decode("utf-8")
    pieces = []
    last = 0
    for match in ESCAPE.finditer(raw):
        pieces.append(raw[last : match.start()].decode("utf-8"))
        pieces.append(escaped(match))
        last = match.end()
    pieces.append(raw[last:].decode("utf-8"))
    return "".join(pieces)


def escaped(match):
    high, low, simple = match.groups()
    if simple is not None:
        return SIMPLE[simple[0]]
    unit = int(high, 16)
    if 0xD800 <= unit <= 0xDBFF:
        return chr(0x10000 + ((unit - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    # A low half cannot follow anything but a high one in a sound string.
    return chr(unit)
