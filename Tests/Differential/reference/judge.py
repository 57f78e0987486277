"""Judges one record: every fault, in the order of its bytes."""

from .found import clean, found
from .messages import TOPICS
from .tokenizer import NUMBER, OBJECT, Document

BYTES_MAX = 1_048_576
# The search ends there; the reference tells all the same.
FAULTS_MAX = 10_000


def judge(topic, record):
    """The faults as (offset, path, code, found); no fault means that the record is valid."""
    if len(record) > BYTES_MAX:
        return [(0, "$", "limit", found(record, 0))]
    return Judge(topic, record).faults


class Judge:
    def __init__(self, topic, record):
        self.record = record
        self.document = Document(record)
        self.faults = []
        root = self.document.root
        if root is not None:
            if root[0] == OBJECT:
                TOPICS[topic](self, root)
            else:
                self.wrong_type(root, "$")
            if self.document.is_marked:
                self.structure(root, None)
        if self.document.stop is not None:
            self.fault(self.document.stop, "$", "syntax")
        self.faults.sort(key=lambda fault: fault[0])

    def fault(self, offset, path, code, is_shown=True):
        shown = found(self.record, offset) if is_shown else ""
        self.faults.append((offset, path, code, shown))

    def wrong_type(self, node, path):
        """A string, list or object is one from its first byte on, a number when it is whole."""
        if node[0] != NUMBER or node[2] is not None:
            self.fault(node[1], path, "type")

    def structure(self, node, path):
        """Tells duplicate keys and containers that are too deep, wherever they stand."""
        if node[0] < OBJECT:
            return
        if node[3] is None:
            self.fault(node[1], path, "limit")
            return
        for key, child, is_duplicate, offset in node[3]:
            place = self.place(path, key)
            if is_duplicate:
                self.fault(offset, place, "duplicate_key")
            if child is not None:
                self.structure(child, place)

    @staticmethod
    def place(path, key):
        if isinstance(key, int):
            return f"{path or ''}[{key}]"
        shown = clean(key) or '""'
        return shown if path is None else f"{path}.{shown}"
