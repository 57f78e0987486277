"""A strict reader of RFC 8259 that keeps the offset of everything, broken records too.

A node is `[kind, start, end, children]`; `end` is None when a syntax fault cut it off. A child
is `[key or index, node, is a duplicate, offset of the value]`; its node is None when no value
stood there. The children of a container that is nested too deep are None.
"""

import re

from .text import Stop, string_end, string_text

STRING, NUMBER, TRUE, FALSE, NULL, OBJECT, ARRAY = range(7)
DEPTH_MAX = 16

BLANK = re.compile(rb"[ \t\n\r]*")
DIGITS = re.compile(rb"[0-9]*")
LITERALS = {0x74: (b"true", TRUE), 0x66: (b"false", FALSE), 0x6E: (b"null", NULL)}
COMMA, COLON, QUOTE, MINUS, DOT = b',:"-.'
OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT = b"[]{}"


class Document:
    """One record, read as far as it is JSON."""

    def __init__(self, record):
        self.size = len(record)
        self.data = record + b"\0"
        # Whether anything in it is a duplicate key or nested too deep.
        self.is_marked = False
        self.stop = None
        slot = [None, None, False, 0]
        try:
            start = self.blank(0)
            end = self.blank(self.value(start, 0, slot))
            if end != self.size:
                raise Stop(end)
        except Stop as stop:
            self.stop = stop.at
        self.root = slot[1]

    def blank(self, at):
        return BLANK.match(self.data, at).end()

    def text(self, node):
        return string_text(self.data, node[1], node[2])

    def value(self, at, depth, slot):
        """Reads the value at `at` into the slot; the offset behind it."""
        byte = self.data[at]
        if byte == QUOTE:
            node = slot[1] = [STRING, at, None, None]
            node[2] = string_end(self.data, at)
            return node[2]
        if byte == OPEN_OBJECT or byte == OPEN_ARRAY:
            node = slot[1] = [OBJECT if byte == OPEN_OBJECT else ARRAY, at, None, None]
            if depth == DEPTH_MAX:
                self.is_marked = True
                node[2] = self.skip(at)
            elif byte == OPEN_OBJECT:
                node[2] = self.object(at, depth + 1, node)
            else:
                node[2] = self.array(at, depth + 1, node)
            return node[2]
        literal = LITERALS.get(byte)
        if literal:
            word, kind = literal
            if not self.data.startswith(word, at):
                raise Stop(at)
            slot[1] = [kind, at, at + len(word), None]
            return at + len(word)
        if byte != MINUS and not 0x30 <= byte <= 0x39:
            raise Stop(at)
        node = slot[1] = [NUMBER, at, None, None]
        node[2] = self.number(at)
        return node[2]

    def number(self, at):
        data = self.data
        if data[at] == MINUS:
            at += 1
        if data[at] == 0x30:
            at += 1
            if 0x30 <= data[at] <= 0x39:
                raise Stop(at)
        else:
            at = self.digits(at)
        if data[at] == DOT:
            at = self.digits(at + 1)
        if data[at] in b"eE":
            at += 1
            if data[at] in b"+-":
                at += 1
            at = self.digits(at)
        return at

    def digits(self, at):
        end = DIGITS.match(self.data, at).end()
        if end == at:
            raise Stop(at)
        return end

    def array(self, at, depth, node):
        data = self.data
        children = node[3] = []
        at = self.blank(at + 1)
        if data[at] == CLOSE_ARRAY:
            return at + 1
        while True:
            slot = [len(children), None, False, at]
            children.append(slot)
            at = self.blank(self.value(at, depth, slot))
            if data[at] == CLOSE_ARRAY:
                return at + 1
            if data[at] != COMMA:
                raise Stop(at)
            at = self.blank(at + 1)

    def object(self, at, depth, node):
        data = self.data
        children = node[3] = []
        seen = set()
        at = self.blank(at + 1)
        if data[at] == CLOSE_OBJECT:
            return at + 1
        while True:
            key, at = self.key(at)
            slot = [key, None, key in seen, at]
            if slot[2]:
                self.is_marked = True
            seen.add(key)
            children.append(slot)
            at = self.blank(self.value(at, depth, slot))
            if data[at] == CLOSE_OBJECT:
                return at + 1
            if data[at] != COMMA:
                raise Stop(at)
            at = self.blank(at + 1)

    def key(self, at):
        """The key at `at` and the offset where its value begins."""
        if self.data[at] != QUOTE:
            raise Stop(at)
        end = string_end(self.data, at)
        colon = self.blank(end)
        if self.data[colon] != COLON:
            raise Stop(colon)
        return string_text(self.data, at, end), self.blank(colon + 1)

    def skip(self, at):
        """The offset behind a container of any depth, which has to be JSON and no more."""
        data = self.data
        closers = bytearray()
        slot = [None, None, False, 0]
        while True:
            if data[at] == OPEN_OBJECT or data[at] == OPEN_ARRAY:
                closers.append(data[at] + 2)
                at = self.blank(at + 1)
                if data[at] != closers[-1]:
                    at = self.member(at, closers[-1])
                    continue
            else:
                at = self.blank(self.value(at, 0, slot))
            # Behind a value, or at the closer of an empty container.
            while closers and data[at] == closers[-1]:
                closers.pop()
                if not closers:
                    return at + 1
                at = self.blank(at + 1)
            if data[at] != COMMA:
                raise Stop(at)
            at = self.member(self.blank(at + 1), closers[-1])

    def member(self, at, closer):
        """The offset of the next value of a container, behind its key in an object."""
        return self.key(at)[1] if closer == CLOSE_OBJECT else at
