"""Sound market data: made from a seed, or recorded. Times end about now, as live data has them."""

import gzip
import json
import random
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal

NS = 10**9


@dataclass
class Sound:
    """A record without dirt. `is_plain`: a quote that every gate lets pass, so that dirt may
    stand beside it. `outcome`: what must become of it; None for recorded data, of which nobody
    knows."""

    body: dict
    time_ns: int
    is_plain: bool
    outcome: tuple | None

    @property
    def symbol(self):
        return self.body["symbol"]


def stamp(ns, as_number=False):
    """A time as producers write it: epoch seconds where the number is exact, else RFC 3339."""
    if as_number and ns % 10**6 == 0:
        return ns // 10**6 / 1000
    whole = datetime.fromtimestamp(ns // NS, timezone.utc)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{ns % NS:09d}Z"


def made(seed, count, symbols):
    """Quotes, and some trades, bars and depth, of random walks."""
    rng = random.Random(f"sound/{seed}")
    names = [f"S{number:03}" for number in range(symbols)]
    cents = {name: rng.randrange(5_000, 50_000) for name in names}
    bars = dict.fromkeys(names, 0)
    now = int(time.time()) * NS - count * 10 * 10**6 - 60 * NS
    for number in range(count):
        now += rng.randrange(1, 20) * 10**6
        # First a quote of each, then a trade of each.
        name = names[number % symbols] if number < 2 * symbols else rng.choice(names)
        cents[name] = max(1_000, cents[name] + rng.randrange(-3, 4))
        mid, spread = cents[name], rng.randrange(1, 4)
        bid, ask = (mid - spread) / 100, (mid + spread) / 100
        body = {"symbol": name, "time": stamp(now, rng.random() < 0.5)}
        body |= {"conId": 1000 + names.index(name), "secType": "STK", "exchange": "SMART"}
        kind = rng.choices(["quote", "trade", "depth", "bar"], [80, 12, 4, 4])[0]
        if number < 2 * symbols:
            kind = "quote" if number < symbols else "trade"
        if kind == "quote":
            body |= {"type": "tickByTickBidAsk", "bidPrice": bid, "askPrice": ask}
            body |= {"bidSize": rng.randrange(1, 900), "askSize": rng.randrange(1, 900)}
        elif kind == "trade":
            body |= {"type": "tickByTickAllLast", "price": mid / 100}
            body |= {"size": rng.randrange(1, 900) / 4}
        elif kind == "depth":
            body |= {"type": "mktDepth"}
            body |= {"bids": [[(mid - spread - i) / 100, 100 + i] for i in range(4)]}
            body |= {"asks": [[(mid + spread + i) / 100, 100 + i] for i in range(4)]}
        else:
            # One after the other, whatever the ticks' time.
            bars[name] += 1
            start = now // (86_400 * NS) * 86_400 * NS + bars[name] * 60 * NS
            body |= {"type": "historicalBar", "barSize": "1 min", "time": stamp(start)}
            body |= {"open": mid / 100, "high": ask, "low": bid, "close": mid / 100}
            body |= {"volume": rng.randrange(1000), "wap": mid / 100, "count": 7}
        event = {"depth": "quote"}.get(kind, kind)
        yield Sound(body, now, kind == "quote", ("event", event))


def recorded(path):
    """Records of an NDJSON file of market_raw, plain or gzip, the last one a minute old."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        lines = [line for line in file.read().splitlines() if line.strip()]
    times = [_nanoseconds(json.loads(line, parse_float=Decimal)["time"]) for line in lines]
    shift = int(time.time()) * NS - 60 * NS - max(times)
    newest = {}
    for line, at in zip(lines, times):
        body = json.loads(line)
        # A day's bar is stamped with a date.
        moved = at if body.get("type") == "historicalBar" else at + shift
        body["time"] = stamp(moved)
        is_tick = body.get("type") in ("tickByTickBidAsk", "tickByTickAllLast", "mktDepth")
        is_next = newest.get(body["symbol"], 0) <= moved
        is_plain = body.get("type") == "tickByTickBidAsk" and is_next
        is_plain = is_plain and 0 < body["bidPrice"] < body["askPrice"]
        is_plain = is_plain and body["bidSize"] > 0 and body["askSize"] > 0
        if is_tick and is_next:
            newest[body["symbol"]] = moved
        yield Sound(body, moved, is_plain, None)


def _nanoseconds(value):
    if isinstance(value, str):
        head, _, tail = value.rstrip("Zz").partition(".")
        whole = datetime.fromisoformat(head + "+00:00")
        return int(whole.timestamp()) * NS + int((tail or "0").ljust(9, "0")[:9])
    return int(Decimal(value) * NS)
