"""Texts of strings: plain and escaped, symbols, times and identities, good and bad."""

ODD = (
    "é",
    "ß",
    "日本",
    "😀",
    "\u0301",
    "\u2028",
    "\ufeff",
    "\u00a0",
    "\x7f",
    "\u0085",
    "𝄞",
    "\uffff",
    "\U0010ffff",
    "\ud7ff",
    "\ue000",
    "ﬀ",
    "\u200d",
    "I\u0307",
)
SHORT = {
    '"': '\\"',
    "\\": "\\\\",
    "/": "\\/",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}


def quoted(rng, text, escaping=0.0):
    """A string of JSON that says `text`; each character is escaped with that chance."""
    pieces = []
    for character in text:
        code = ord(character)
        if character in SHORT and character != "/" and rng.random() < 0.7:
            pieces.append(SHORT[character])
        elif code < 0x20 or character in '"\\' or rng.random() < escaping:
            pieces.append(SHORT["/"] if character == "/" else escaped(rng, code))
        else:
            pieces.append(character)
    return f'"{"".join(pieces)}"'


def escaped(rng, code):
    if code > 0xFFFF:
        code -= 0x10000
        return unit(rng, 0xD800 + (code >> 10)) + unit(rng, 0xDC00 + (code & 0x3FF))
    return unit(rng, code)


def unit(rng, code):
    text = f"{code:04x}"
    return "\\u" + "".join(rng.choice((c, c.upper())) for c in text)


def free(rng, least, most):
    """Any text of a length between the two, often at one of them."""
    most = least + 80 if most is None else most
    count = rng.choice((least, most, least + 1, max(least, most - 1), rng.randint(least, most)))
    count = min(max(count, least), most)
    style = rng.random()
    if style < 0.5:
        return "".join(rng.choice("abcXYZ 019_-./") for _ in range(count))
    if style < 0.8:
        text = "".join(rng.choice(ODD) for _ in range(count))
    else:
        text = "".join(chr(rng.choice((rng.randrange(128), 0x61))) for _ in range(count))
    return text[:count]


# What stands beside letters and digits in ASCII, and what only looks like them.
NEIGHBOURS = '/:;@[`{gGzZaA09.-_+ eETt,"\\\u0000\u007f°é\u0130Ａ１\u0661'


def nudged(rng, text):
    """A text with one character changed, added or left out."""
    at = rng.randrange(len(text) + 1)
    odd = rng.choice(NEIGHBOURS + chr(rng.randrange(128)))
    behind = text[at + 1 :]
    return text[:at] + rng.choice(
        (odd + behind, odd + behind, odd + text[at:], behind, text[at : at + 1].swapcase() + behind)
    )


SYMBOLS = (
    "SPY",
    "TSLA",
    "BRK.B",
    "BTC-USD",
    "ES_F",
    "A",
    "9",
    "0A",
    "A" * 20,
    "A..B",
    "A-_.B",
    "Z" + "-" * 18 + "9",
    "1.2",
)
RAW_SYMBOLS = ("BRK B", "A  B", "A" + " " * 18 + "B", "A .B")
BAD_SYMBOLS = (
    "", "spy", "A" * 21, ".A", "A.", "-A", "A-", "_A", "A_", "A B", " A", "A ", "A/B", "Á",
    "A\u0301", "Ａ", "A\u0000", "A\n", "A+B", "AＢ", "SPy", "А", "١", "A" + "B" * 19 + ".",
)  # fmt: skip

UUIDS = (
    "550e8400-e29b-41d4-a716-446655440000",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
)


def uuid(rng):
    text = f"{rng.getrandbits(128):032x}"
    whole = "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    return rng.choice((*UUIDS, whole, whole))


def bad_uuid(rng):
    text = uuid(rng)
    at = rng.randrange(len(text))
    return rng.choice(
        (
            text.upper() if text.upper() != text else text + "A",
            text[:-1],
            text + "0",
            text.replace("-", ""),
            "{" + text + "}",
            text[:at] + "g" + text[at + 1 :],
            "",
            text[:at] + text[at + 1 :] + "0",
            text[:at] + "-" + text[at + 1 :],
            text + "\n",
            text.replace("-", "‐"),
            " " + text,
            text[:at] + "é" + text[at + 1 :],
        )
    )
