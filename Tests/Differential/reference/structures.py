"""Objects and lists of the messages, made of kinds."""

from .kinds import Kind
from .tokenizer import ARRAY, NULL, OBJECT


class Field:
    def __init__(self, name, kind, is_required=False):
        self.name, self.kind, self.is_required = name, kind, is_required


def required(kind, *names):
    return [Field(name, kind, True) for name in names]


def optional(kind, *names):
    return [Field(name, kind) for name in names]


class Object(Kind):
    """An object with known fields; `rule` judges what holds between them."""

    types = (OBJECT,)

    def __init__(self, *fields, rule=None):
        self.fields = [field for group in fields for field in group]
        self.rule = rule

    def check(self, judge, node, path):
        if node[0] != OBJECT:
            judge.wrong_type(node, path)
            return None
        members = first_members(node)
        kept = {}
        for field in self.fields:
            place = path + "." + field.name if path else field.name
            if field.name not in members:
                if field.is_required and node[2] is not None:
                    judge.fault(node[1], place, "missing", is_shown=False)
                continue
            child = members[field.name]
            if child is None or child[0] == NULL and not field.is_required:
                continue
            kept[field.name] = field.kind.check(judge, child, place)
        if self.rule and node[2] is not None:
            self.rule(judge, node, members, kept)
        return kept


def first_members(node):
    """The nodes by key; of duplicates the first one counts."""
    members = {}
    for key, child, is_duplicate, _ in node[3]:
        if not is_duplicate:
            members[key] = child
    return members


class List(Kind):
    """A list of one kind, with at most `most` elements."""

    types = (ARRAY,)

    def __init__(self, kind, most=None):
        self.kind, self.most = kind, most

    def check(self, judge, node, path):
        if node[0] != ARRAY:
            judge.wrong_type(node, path)
            return None
        if node[2] is not None and self.most is not None and len(node[3]) > self.most:
            judge.fault(node[1], path, "range")
        return [
            self.kind.check(judge, child, f"{path}[{index}]")
            for index, child, _, _ in node[3]
            if child is not None
        ]


class Pair(Kind):
    """`[price, size]`; the kept value is the price and the offset of its node."""

    types = (ARRAY,)

    def __init__(self, price, size):
        self.kinds = (price, size)

    def check(self, judge, node, path):
        if node[0] != ARRAY:
            judge.wrong_type(node, path)
            return None
        if node[2] is not None and len(node[3]) != 2:
            judge.fault(node[1], path, "range")
        price = None
        for (index, child, _, _), kind in zip(node[3], self.kinds):
            if child is not None:
                value = kind.check(judge, child, f"{path}[{index}]")
                if index == 0 and value is not None:
                    price = (value, child[1], f"{path}[0]")
        return price


class Ladder(List):
    """Levels whose prices get strictly worse; `worse` compares a price with the one before.

    A price that is unfit itself is not compared.
    """

    def __init__(self, kind, worse, most):
        super().__init__(kind, most)
        self.worse = worse

    def check(self, judge, node, path):
        prices = [price for price in super().check(judge, node, path) or () if price]
        for (before, _, _), (price, offset, place) in zip(prices, prices[1:]):
            if not self.worse(price, before):
                judge.fault(offset, place, "rule")
