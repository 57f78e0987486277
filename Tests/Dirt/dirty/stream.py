"""The dirty stream: sound records, and behind sound quotes so many in a hundred of each kind."""

import random
from dataclasses import dataclass

from dirty.kinds import BARS, KINDS, OLD, TRADES, encode
from dirty.sound import Sound, stamp


@dataclass
class Sent:
    kind: str
    partition: int
    key: bytes
    value: bytes | None
    # ("event", kind), ("letter", reason), ("drop", reason), ("part", "merged"), or None where
    # nobody knows: recorded data.
    outcome: tuple | None
    offset: int = -1


class Stream:
    """The records in the order of sending. Each symbol has its partition; each partition has
    `max_symbols` symbols before dirt begins, so that a further one is too many."""

    def __init__(self, sound, seed, share, partitions, symbols):
        self.rng = random.Random(f"dirt/{seed}")
        self.partitions = partitions
        names = [*sorted(symbols), TRADES, BARS, OLD]
        self.places = {name: place % partitions for place, name in enumerate(names)}
        self.max_symbols = -(-len(names) // partitions)
        self.sent = []
        self.last = {}
        self.traded = set()
        self.newest = sound[0].time_ns
        self.fillers(sound[0])
        # So that one in so many of all records is of a kind.
        self.chance = share * len(sound) / max(1, sum(one.is_plain for one in sound))
        # Dirt begins when every symbol has its state.
        missing = set(symbols)
        for one in sound:
            self.send_sound(one)
            self.newest = max(self.newest, one.time_ns)
            if one.is_plain:
                missing.discard(one.symbol)
                if not missing:
                    self.send_dirt(one)

    def fillers(self, first):
        """What fills the partitions up: a quote of a symbol of its own, and the special ones."""
        body = {"type": "tickByTickBidAsk", "time": stamp(first.time_ns), "secType": "STK"}
        body |= {"bidPrice": 10.0, "askPrice": 10.01, "bidSize": 1, "askSize": 1}
        for name in (TRADES, BARS):
            make = KINDS["trade_before_quote" if name == TRADES else "bar of 5 s"]
            value = make[1](body, b"", first.time_ns, b"", self.rng)
            self.send(name, "filler", name, value, make[0])
        # Bars have no age, so that the symbol has no tick that what is stale could lie behind.
        bar = {"symbol": OLD, "type": "historicalBar", "barSize": "1 min", "open": 10, "high": 10}
        bar |= {"low": 10, "close": 10, "volume": 1, "wap": 10, "count": 1}
        value = encode(bar | {"time": stamp(first.time_ns)})
        self.send(OLD, "filler", OLD, value, ("event", "bar"))
        for partition in range(self.partitions):
            count = sum(place == partition for place in self.places.values())
            for number in range(count, self.max_symbols):
                name = f"FILL{partition}.{number}"
                self.places[name] = partition
                value = encode(body | {"symbol": name})
                self.send(name, "filler", name, value, ("event", "quote"))

    def send_sound(self, one: Sound):
        value = encode(one.body)
        self.send(one.symbol, "sound", one.symbol, value, one.outcome)
        self.last[one.symbol] = value
        if one.body["type"] == "tickByTickAllLast":
            self.traded.add(one.symbol)

    def send_dirt(self, one: Sound):
        sent = encode(one.body)
        kinds = [name for name in KINDS if self.rng.random() < self.chance]
        self.rng.shuffle(kinds)
        for kind in kinds:
            outcome, make = KINDS[kind]
            if kind == "bar_beside_trades" and one.symbol not in self.traded:
                continue
            special = {"trade_before_quote": TRADES, "bar of 5 s": BARS, "stale": OLD}.get(kind)
            at = one.time_ns if special is None else self.newest
            value = make(one.body, sent, at, self.last[one.symbol], self.rng)
            self.send(special or one.symbol, kind, special or one.symbol, value, outcome)
            if outcome[0] == "drop" and outcome[1] != "duplicate" and special is None:
                self.last[one.symbol] = value

    def send(self, symbol, kind, key, value, outcome):
        self.sent.append(Sent(kind, self.places[symbol], key.encode(), value, outcome))
