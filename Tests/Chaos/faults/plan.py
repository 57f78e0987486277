"""A seeded plan of faults: the same seed, the same faults in the same order and lengths."""

import random
from dataclasses import dataclass, replace

# For each fault of a kind: how many of it there are for a hundred kills, and how long it holds
# (seconds): from, to. Some holds lie beyond the session's 6 s.
KINDS = {
    "kill": (100, 0.0, 2.0),
    "stop": (5, 0.0, 2.0),
    "freeze": (8, 0.2, 3.0),
    "broker-freeze": (8, 0.2, 3.0),
    "broker-kill": (15, 0.0, 1.0),
    "cut": (15, 0.0, 0.0),
    "tear": (8, 0.1, 0.3),
    "refuse": (8, 0.2, 3.0),
    "swallow": (5, 0.5, 4.0),
    "deafen": (5, 0.2, 2.0),
    "delay": (5, 0.5, 2.0),
    "rebalance": (6, 0.5, 2.0),
    "disk-full": (2, 2.0, 4.0),
    # Nothing happens, for long enough that strategies which began anew trade again.
    "calm": (4, 8.0, 12.0),
}
LONG = {"kill": 0.05, "freeze": 0.2, "broker-freeze": 0.1, "refuse": 0.1, "swallow": 0.1}
LONG_S = 8.0
# These wait until nothing else is wrong.
ALONE = {"broker-kill", "rebalance", "disk-full", "calm"}
NOBODY = {"broker-freeze", "broker-kill", "disk-full", "calm"}


@dataclass(frozen=True)
class Fault:
    kind: str
    # Which daemon; the broker's faults have none.
    daemon: int
    hold: float
    # Seconds before it.
    gap: float
    # Whether the next one may come before this one is over.
    overlaps: bool

    def __str__(self):
        where = f" daemon {self.daemon + 1}" if self.daemon >= 0 else ""
        return f"{self.kind}{where} {self.hold:.1f} s"


def make_plan(seed, kills, daemons, kinds=None, counts=None):
    """`counts` overrides how many there are of a kind."""
    rng = random.Random(f"plan/{seed}")
    names = []
    for kind, (share, _, _) in KINDS.items():
        wanted = kills if kind == "kill" else -(-kills * share // 100)
        wanted = (counts or {}).get(kind, wanted)
        if kinds is None or kind in kinds:
            names += [kind] * wanted
    rng.shuffle(names)
    return [draw(kind, daemons, rng) for kind in names]


def draw(kind, daemons, rng):
    _, least, most = KINDS[kind]
    hold = rng.uniform(least, most)
    if kind == "kill" and rng.random() < 0.6:
        hold = 0.0
    elif rng.random() < LONG.get(kind, 0):
        hold = LONG_S
    daemon = -1 if kind in NOBODY else rng.randrange(daemons)
    gap = rng.choice([rng.uniform(0.02, 0.3), rng.uniform(0.3, 1.5), rng.uniform(0.3, 2.5)])
    overlaps = kind not in ALONE and rng.random() < 0.3
    return Fault(kind, daemon, hold, gap, overlaps)


def shortened(fault):
    """A broker that stands still for less than a session."""
    if fault.kind != "broker-freeze":
        return fault
    return replace(fault, hold=min(fault.hold, KINDS[fault.kind][2]))
