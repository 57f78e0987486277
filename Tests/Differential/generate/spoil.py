"""Breaks trees: fields dropped, renamed, doubled, of another type, values swapped."""

from reference.structures import Ladder, List, Object, Pair

from . import strings, values
from .tree import Arr, Obj, containers, copy, slots


def leaves(kind, node, found=None):
    """`(kind, slot)` of every value of the tree that the shape knows."""
    found = [] if found is None else found
    if isinstance(kind, Object) and isinstance(node, Obj):
        for field in kind.fields:
            member = node.find(field.name)
            if member:
                found.append((field.kind, member))
                leaves(field.kind, member[1], found)
    elif isinstance(kind, (List, Ladder)) and isinstance(node, Arr):
        for slot in node.items:
            found.append((kind.kind, slot))
            leaves(kind.kind, slot[1], found)
    elif isinstance(kind, Pair) and isinstance(node, Arr):
        for one, slot in zip(kind.kinds, node.items):
            found.append((one, slot))
    return found


def odd_value(tree, kind, rng):
    """One value that its field does not take."""
    known = leaves(kind, tree)
    if known:
        one, slot = rng.choice(known)
        slot[1] = values.odd(one, rng)


def drop(tree, kind, rng):
    one = rng.choice(containers(tree))
    if one.children():
        one.children().pop(rng.randrange(len(one.children())))


def rename(tree, kind, rng):
    objects = [one for one in containers(tree) if isinstance(one, Obj) and one.members]
    if not objects:
        return
    member = rng.choice(rng.choice(objects).members)
    name = member[0][1:-1]
    if "\\" in name:
        name = "renamed"
    near = rng.choice(
        (
            name.upper(),
            name + " ",
            name[:-1],
            name + "\u0000",
            "",
            name + "\u0301",
            "\ufeff" + name,
            name.replace("_", "-"),
            strings.nudged(rng, name),
        )
    )
    member[0] = strings.quoted(rng, near)


def any_slot(tree, rng):
    """A value anywhere in the tree; one that belongs to nobody when the tree is empty."""
    return rng.choice(slots(tree) or [[None, "1"]])


def retype(tree, kind, rng):
    slot = any_slot(tree, rng)
    slot[1] = rng.choice(values.NOT_MEANT)


def swap(tree, kind, rng):
    first, second = any_slot(tree, rng), any_slot(tree, rng)
    # One inside the other would make a ring.
    if not any(
        first[1] is one or second[1] is one
        for slot in (first, second)
        if not isinstance(slot[1], str)
        for one in containers(slot[1])[1:]
    ):
        first[1], second[1] = copy(second[1]), copy(first[1])


def wrap(tree, kind, rng):
    slot = any_slot(tree, rng)
    slot[1] = rng.choice((Arr([slot[1]]), Obj([['"a"', slot[1]]]), Arr([slot[1], copy(slot[1])])))


def longer(tree, kind, rng):
    """A list with another length."""
    lists = [one for one in containers(tree) if isinstance(one, Arr)]
    if not lists:
        return odd_value(tree, kind, rng)
    one = rng.choice(lists)
    extra = [copy(item) for item in rng.choices(one.items, k=1)] if one.items else [[None, "5"]]
    for _ in range(rng.choice((1, 1, 2, 60))):
        slot = [None, copy(extra[0][1])]
        one.items.insert(rng.choice((0, len(one.items), rng.randint(0, len(one.items)))), slot)
    return None


def shuffle_list(tree, kind, rng):
    lists = [one for one in containers(tree) if isinstance(one, Arr) and len(one.items) > 1]
    if lists:
        rng.shuffle(rng.choice(lists).items)


def duplicate(tree, kind, rng):
    """A key a second time, perhaps written otherwise, with any value."""
    objects = [one for one in containers(tree) if isinstance(one, Obj) and one.members]
    if not objects:
        return
    one = rng.choice(objects)
    key, value = rng.choice(one.members)
    if "\\" not in key and rng.random() < 0.4:
        key = strings.quoted(rng, key[1:-1], 0.5)
    value = rng.choice((copy(value), rng.choice(values.NOT_MEANT), values.any_json(rng, 3)))
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        one.members.insert(rng.randint(0, len(one.members)), [key, copy(value)])


def break_rule(tree, kind, rng):
    """Prices and quantities in another order."""
    names = [
        "open",
        "high",
        "low",
        "close",
        "bid",
        "ask",
        "filled_quantity",
        "requested_quantity",
        "limit_price",
        "stop_price",
        "order_type",
        "wap",
        "average",
        "count",
        "barCount",
    ]
    members = [member for member in map(tree.find, names) if member]
    if not members:
        return odd_value(tree, kind, rng)
    first, second = rng.choice(members), rng.choice(members)
    first[1], second[1] = second[1], first[1]
    if rng.random() < 0.3:
        rng.choice(members)[1] = rng.choice(
            ("null", "1", "0", "0.000001", "999999", "1e-6", '"STOP"', '"LIMIT"', '"STOP_LIMIT"')
        )
    return None


SPOILERS = (
    odd_value,
    odd_value,
    odd_value,
    drop,
    drop,
    rename,
    retype,
    swap,
    wrap,
    longer,
    shuffle_list,
    duplicate,
    break_rule,
)
STRUCTURAL = (drop, rename, retype, swap, wrap, longer, shuffle_list, duplicate)
