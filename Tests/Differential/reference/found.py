"""What a fault shows of the record: the text at its offset."""

import re

CHARACTERS_MAX = 64
# A character has at most four bytes, what stands for a broken one at most three.
BYTES_MAX = 4 * CHARACTERS_MAX

DELIMITER = re.compile(rb'[,:"{}\[\] \t\n\r]')
# Of these one is shown, alone.
DELIMITERS = b",:}] \t\n\r"
MARK = re.compile(rb'\\.|["{}\[\]]', re.DOTALL)
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
    is_inside = False
    for match in MARK.finditer(window):
        mark = match[0]
        if mark == b'"':
            is_inside = not is_inside
        elif mark in (b"{", b"["):
            depth += not is_inside
        elif mark in (b"}", b"]"):
            depth -= not is_inside
        elif not is_inside:
            continue
        if depth == 0 and not is_inside:
            return match.end()
    return len(window)
