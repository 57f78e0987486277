"""What a fault shows of the record: the text at its offset."""

import re

CHARACTERS_MAX = 64
# A character has at most four bytes, what stands for a broken one at most three.
BYTES_MAX = 4 * CHARACTERS_MAX

DELIMITER = re.compile(rb'[,:"{}\[\] \t\n\r]')
# Of these one is shown, alone.
DELIMITERS = b",:}] \t\n\r"
BRACKET = re.compile(rb'["{}\[\]]')
CLOSING = re.compile(rb'(?:[^"\\]|\\.)*"', re.DOTALL)
CONTROL = {c: " " for c in [*range(0x20), *range(0x7F, 0xA0)]}


def clean(text):
    """At most 64 characters, controls as blanks."""
    return text[:CHARACTERS_MAX].translate(CONTROL)


def found(record, at):
    """A string to its closing quote, a container to its closing bracket, else to a delimiter."""
    window = record[at : at + BYTES_MAX + 1]
    return clean(window[: length(window)][:BYTES_MAX].decode("utf-8", "replace"))


def length(window):
    if not window:
        return 0
    if window[0] in DELIMITERS:
        return 1
    if window[0] not in b'"{[':
        match = DELIMITER.search(window, 1)
        return match.start() if match else len(window)
    depth = 0
    at = 0
    while match := BRACKET.search(window, at):
        at = match.end()
        if match[0] == b'"':
            at = string_length(window, at)
        else:
            depth += 1 if match[0] in (b"{", b"[") else -1
        if depth == 0:
            return at
    return len(window)


def string_length(window, at):
    """The offset behind the quote that closes the string whose text begins at `at`."""
    match = CLOSING.match(window, at)
    return match.end() if match else len(window)
