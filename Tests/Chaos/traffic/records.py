"""Seeded market data: mostly good, some of it bad in known ways.

Every record says what must become of it: EVENT (one record of market_events), LETTER (one dead
letter) or DROP (nothing at all). `is_stateful` marks what a daemon can only know by what came
before, so that a daemon without a memory of it judges otherwise.
"""

import json
import random
from dataclasses import dataclass
from datetime import datetime, timezone

EVENT, LETTER, DROP = "event", "letter", "drop"
START_NS = 1_767_623_400 * 10**9  # 2026-01-05T14:30:00Z
# The mean of the time between two records.
STEP_NS = 60_000_000


@dataclass(frozen=True)
class Record:
    number: int
    topic: str
    key: str
    value: bytes
    outcome: str
    is_stateful: bool = False
    kind: str = ""


@dataclass
class Market:
    price: int  # in cents
    has_quote: bool = False
    # The last record that was not refused, and the time of the last quote or trade among them.
    last: bytes = b""
    tick_time: int = 0


class Generator:
    def __init__(self, seed, symbols):
        self.rng = random.Random(f"records/{seed}")
        self.names = [f"S{number:03}" for number in range(symbols)]
        self.markets = {name: Market(self.rng.randrange(5_000, 50_000)) for name in self.names}
        self.time = START_NS
        self.number = 0
        self.intents = 0

    def raw(self):
        """The next record of market_raw."""
        self.time += self.rng.randrange(1, 2 * STEP_NS, 1000)
        name = self.rng.choice(self.names)
        market = self.markets[name]
        kind = self.rng.choices(list(KINDS), [weight for _, weight in KINDS.values()])[0]
        value, outcome, is_stateful = KINDS[kind][0](self, name, market)
        if outcome == EVENT or (outcome == DROP and kind != "duplicate"):
            market.last = value
            if kind != "bar":
                market.tick_time = self.time
        return self._record("market_raw", name, value, outcome, is_stateful, kind)

    def intent(self):
        """The next order intent; every twentieth breaks its contract."""
        name = self.rng.choice(self.names)
        self.intents += 1
        bits = self.rng.getrandbits(128)
        text = f"{bits:032x}"
        identity = "-".join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])
        side = self.rng.choice(["BUY", "SELL"])
        intent = {
            "event_type": "order_intent", "intent_id": identity, "symbol": name,
            "direction": side, "quantity": self.rng.randrange(1, 50),
            "order_type": "MARKET", "timestamp": stamp(self.time), "strategy_id": "TSX",
        }  # fmt: skip
        if self.rng.random() < 0.4:
            away = self.rng.randrange(-30, 30)
            price = self.markets[name].price + (away if side == "BUY" else -away)
            intent |= {"order_type": "LIMIT", "limit_price": price / 100}
            intent["time_in_force"] = self.rng.choice(["DAY", "IOC", "FOK", "GTC"])
        outcome = EVENT
        if self.intents % 20 == 0:
            del intent["symbol"]
            outcome = LETTER
        return self._record("order_intents", name, pack(intent), outcome, False, "intent")

    def _record(self, topic, name, value, outcome, is_stateful, kind):
        self.number += 1
        return Record(self.number, topic, name, value, outcome, is_stateful, kind)

    def move(self, market):
        market.price = max(1000, market.price + self.rng.randrange(-5, 6))

    def head(self, kind, name):
        time = self.time / 1e9 if self.rng.random() < 0.2 else stamp(self.time)
        if isinstance(time, float):
            # A double holds no nanoseconds of today; the record's time is what is written.
            self.time = -(-self.time // 1_000_000) * 1_000_000
            time = self.time // 1_000_000 / 1000
        return {"type": kind, "symbol": name, "time": time}


def stamp(ns):
    text = datetime.fromtimestamp(ns // 10**9, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{text}.{ns % 10**9:09}Z"


def pack(value):
    return json.dumps(value, separators=(",", ":")).encode()


def quote_value(self, name, bid, ask):
    sizes = {"bidSize": self.rng.randrange(1, 900), "askSize": self.rng.randrange(1, 900)}
    head = self.head("tickByTickBidAsk", name)
    return head | {"bidPrice": bid / 100, "askPrice": ask / 100} | sizes


def quote(self, name, market):
    self.move(market)
    half = self.rng.randrange(1, 4)
    market.has_quote = True
    return pack(quote_value(self, name, market.price - half, market.price + half)), EVENT, False


def trade(self, name, market):
    value = self.head("tickByTickAllLast", name)
    value |= {"price": market.price / 100, "size": self.rng.randrange(1, 300)}
    # Without a quote there is nothing to put the trade beside.
    return pack(value), EVENT if market.has_quote else DROP, True


def bar(self, name, market):
    prices = [market.price + self.rng.randrange(-9, 10) for _ in range(2)]
    high, low = max(prices) + self.rng.randrange(5), min(prices) - self.rng.randrange(5)
    value = self.head("historicalBar", name) | {
        "barSize": "1 min", "open": prices[0] / 100, "high": high / 100, "low": low / 100,
        "close": prices[1] / 100, "volume": self.rng.randrange(10_000),
        "wap": market.price / 100, "count": self.rng.randrange(100),
    }  # fmt: skip
    return pack(value), EVENT, False


def no_quote(self, name, market):
    return pack(quote_value(self, name, -100, -100)), DROP, False


def duplicate(self, name, market):
    if not market.last:
        return quote(self, name, market)
    return market.last, DROP, True


def crossed(self, name, market):
    value = quote_value(self, name, market.price + 5, market.price - 5)
    return pack(value), LETTER, False


def late(self, name, market):
    if market.tick_time == 0:
        return quote(self, name, market)
    value = quote_value(self, name, market.price - 1, market.price + 1)
    value["time"] = stamp(market.tick_time - self.rng.randrange(1, 10**9))
    return pack(value), LETTER, True


def five_seconds(self, name, market):
    value = json.loads(bar(self, name, market)[0])
    del value["barSize"]
    return pack(value | {"type": "realtimeBar"}), LETTER, False


def broken(self, name, market):
    good = pack(quote_value(self, name, market.price - 1, market.price + 1))
    spoil = self.rng.randrange(6)
    bad = [
        good[:-1], b"", b"\xff" + good[1:], good.replace(b'"bidPrice"', b'"bid"'),
        good.replace(b"tickByTickBidAsk", b"tick"), good[:-1] + b',"symbol":"S000"}',
    ][spoil]  # fmt: skip
    return bad, LETTER, False


KINDS = {
    "quote": (quote, 66), "trade": (trade, 18), "bar": (bar, 5), "no_quote": (no_quote, 2),
    "duplicate": (duplicate, 3), "crossed": (crossed, 1), "late": (late, 2),
    "five_seconds": (five_seconds, 1), "broken": (broken, 2),
}  # fmt: skip
