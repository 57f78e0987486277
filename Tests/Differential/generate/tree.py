"""A message before it is bytes: objects and lists of raw JSON texts, so that it can be spoilt."""


class Obj:
    """Members are `[raw key, value]`; keys may repeat."""

    def __init__(self, members):
        self.members = members

    def children(self):
        return self.members

    def find(self, name):
        key = f'"{name}"'
        return next((member for member in self.members if member[0] == key), None)

    def get(self, name):
        member = self.find(name)
        return member and member[1]

    def put(self, name, value):
        """Sets a member, in its place when it is there."""
        member = self.find(name)
        if member:
            member[1] = value
        else:
            self.members.append([f'"{name}"', value])

    def drop(self, name):
        self.members = [member for member in self.members if member[0] != f'"{name}"']


class Arr:
    def __init__(self, items):
        self.items = [[None, item] for item in items]

    def children(self):
        return self.items


def copy(node):
    if isinstance(node, Obj):
        return Obj([[key, copy(value)] for key, value in node.members])
    if isinstance(node, Arr):
        return Arr([copy(item) for _, item in node.items])
    return node


def containers(node):
    """Every object and list of the tree, itself included."""
    found = []
    todo = [node]
    while todo:
        one = todo.pop()
        if not isinstance(one, str):
            found.append(one)
            todo += [child for _, child in one.children()]
    return found


def slots(node):
    """Every `[key, value]` of the tree."""
    return [slot for one in containers(node) for slot in one.children()]


BLANKS = ("", "", "", " ", "\t", "\r", "  ", " \t\r ")


def render(node, rng, is_spaced=False):
    """The text, without white space or with it at random."""
    pieces = []
    if is_spaced:
        write_spaced(node, pieces, rng)
    else:
        write(node, pieces)
    return "".join(pieces)


def encoded(tree, rng, chance=0.15):
    return render(tree, rng, rng.random() < chance).encode("utf-8")


def write(node, pieces):
    if isinstance(node, str):
        pieces.append(node)
        return
    is_object = isinstance(node, Obj)
    pieces.append("{" if is_object else "[")
    for index, (key, value) in enumerate(node.children()):
        if index:
            pieces.append(",")
        if is_object:
            pieces.append(key)
            pieces.append(":")
        write(value, pieces)
    pieces.append("}" if is_object else "]")


def write_spaced(node, pieces, rng):
    def blank():
        run = rng.choice(BLANKS)
        pieces.append(run * rng.randrange(70) if rng.random() < 0.02 else run)

    blank()
    if isinstance(node, str):
        pieces.append(node)
    else:
        is_object = isinstance(node, Obj)
        pieces.append("{" if is_object else "[")
        for index, (key, value) in enumerate(node.children()):
            if index:
                pieces.append(",")
            if is_object:
                blank()
                pieces.append(key)
                blank()
                pieces.append(":")
            write_spaced(value, pieces, rng)
        if not node.children():
            blank()
        pieces.append("}" if is_object else "]")
    blank()
