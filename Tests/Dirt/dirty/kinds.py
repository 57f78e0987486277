"""Every kind of dirt: what makes it of a sound quote, and what must become of it.

A maker gets the quote's fields, the quote as it was sent, its time, the newest of the symbol's
records that were not refused, and a random source. It returns the value, which may be None.
Dirt stands right behind the quote, so that what a gate remembers is known.
"""

import json

from dirty.sound import NS, stamp

# Symbols that no sound record has: they have nothing but trades, nothing but bars of five
# seconds, nothing but what is stale.
TRADES, BARS, OLD = "ONLYTRADES", "ONLYBARS", "ONLYSTALE"
# How old a tick may be, for `gates.max_age`.
MAX_AGE_S = 6 * 3600
VALUE_MAX = 1_048_576


def encode(body):
    return json.dumps(body, separators=(",", ":")).encode()


def _with(**changes):
    return lambda quote, sent, at, last, rng: encode(quote | changes)


def _crossed(quote, sent, at, last, rng):
    return encode(quote | {"bidPrice": quote["askPrice"], "askPrice": quote["bidPrice"]})


def _jump(quote, sent, at, last, rng):
    # Twice as much: no row of three agrees, as sound quotes stand in between.
    return encode(quote | {"bidPrice": quote["bidPrice"] * 2, "askPrice": quote["askPrice"] * 2})


def _past(quote, sent, at, last, rng):
    return encode(quote | {"time": stamp(at - rng.randrange(1, 10 * NS))})


def _again(quote, sent, at, last, rng):
    return last


def _again_otherwise(quote, sent, at, last, rng):
    """The same record in other bytes: turned round, with a field that nobody knows."""
    return encode({"newerField": [1]} | dict(reversed(json.loads(last).items())))


def _stale(quote, sent, at, last, rng):
    return encode(quote | {"symbol": OLD, "time": stamp(at - 2 * MAX_AGE_S * NS)})


def _trade(quote, at, **changes):
    trade = {name: quote[name] for name in quote if name[:3] not in ("bid", "ask")}
    trade |= {"type": "tickByTickAllLast", "time": stamp(at), "price": quote["bidPrice"]}
    return trade | {"size": 3} | changes


def _bad_trade(**changes):
    return lambda quote, sent, at, last, rng: encode(_trade(quote, at, **changes))


def _lone_trade(quote, sent, at, last, rng):
    return encode(_trade(quote, at, symbol=TRADES, price=10, size=rng.randrange(1, 10**6)))


def _bar(quote, at, kind="historicalBar", **changes):
    bar = {name: quote[name] for name in quote if name[:3] not in ("bid", "ask")}
    price = quote["bidPrice"]
    bar |= {"type": kind, "time": stamp(at), "open": price, "high": price, "low": price}
    bar |= {"close": price, "volume": 10, "wap": price, "count": 1}
    return bar | ({"barSize": "1 hour"} if kind == "historicalBar" else {}) | changes


def _bad_bar(**changes):
    return lambda quote, sent, at, last, rng: encode(_bar(quote, at, **changes))


def _bar_range(quote, sent, at, last, rng):
    return encode(_bar(quote, at, high=quote["bidPrice"] / 2))


def _bar_beside_trades(quote, sent, at, last, rng):
    return encode(_bar(quote, at, "realtimeBar", volume=rng.randrange(1, 10**6)))


def _lone_bar(quote, sent, at, last, rng):
    body = _bar(quote, at, "realtimeBar", symbol=BARS, volume=rng.randrange(1, 10**6))
    return encode(body | dict.fromkeys(("open", "high", "low", "close", "wap"), 10))


def _depth_order(quote, sent, at, last, rng):
    depth = {name: quote[name] for name in quote if name[:3] not in ("bid", "ask")}
    bid, ask = quote["bidPrice"], quote["askPrice"]
    depth |= {"type": "mktDepth", "bids": [[bid, 1], [bid, 2]], "asks": [[ask, 1]]}
    return encode(depth)


def _new_symbol(quote, sent, at, last, rng):
    return encode(quote | {"symbol": f"NEW{rng.randrange(10**6)}"})


def _cut(quote, sent, at, last, rng):
    return sent[: rng.randrange(1, len(sent))]


def _without(*names):
    def make(quote, sent, at, last, rng):
        return encode({name: quote[name] for name in quote if name not in names})

    return make


def _bytes(change):
    return lambda quote, sent, at, last, rng: change(sent)


def _deep(quote, sent, at, last, rng):
    return sent[:-1] + b',"deep":' + b"[" * 16 + b"]" * 16 + b"}"


def _oversize(quote, sent, at, last, rng):
    start = encode(quote | {"filler": ""})
    return start[:-2] + b"x" * (VALUE_MAX + 1 - len(start)) + b'"}'


LETTER = {
    "crossed": ("crossed", _crossed),
    "price_jump": ("price_jump", _jump),
    "out_of_order": ("out_of_order", _past),
    "stale": ("stale", _stale),
    "trade without price": ("invalid_price", _bad_trade(price=0)),
    "trade of size -1": ("invalid_size", _bad_trade(size=-1)),
    "bar of volume -2": ("invalid_volume", _bad_bar(volume=-2)),
    "bar_range": ("bar_range", _bar_range),
    "bar of 30 s": ("unsupported_bar_size", _bad_bar(barSize="30 secs")),
    "exchange of 33": ("invalid_exchange", _bad_bar(exchange="X" * 33)),
    "currency in lower case": ("invalid_currency", _bad_bar(currency="usd")),
    "option": ("unknown_sec_type", _with(secType="OPT")),
    "depth_order": ("depth_order", _depth_order),
    "too_many_symbols": ("too_many_symbols", _new_symbol),
    # What breaks the contract.
    "cut JSON": ("contract", _cut),
    "bytes behind": ("contract", _bytes(lambda sent: sent + b"x")),
    "key twice": ("contract", _bytes(lambda sent: b'{"symbol":"AGAIN",' + sent[1:])),
    "not UTF-8": ("contract", _bytes(lambda sent: sent[:-1] + b',"note":"\xff"}')),
    "NaN": ("contract", _with(bidPrice=float("nan"))),
    "17 deep": ("contract", _deep),
    "an array": ("contract", _bytes(lambda sent: b"[" + sent + b"]")),
    "no value": ("contract", lambda *rest: None),
    "empty value": ("contract", lambda *rest: b""),
    "unknown shape": ("contract", _with(type="tickByTickMidPoint")),
    "shape of another version": ("contract", _with(type="tickByTickBidAsk/2")),
    "no shape": ("contract", _without("type")),
    "field missing": ("contract", _without("askSize")),
    "text for a number": ("contract", _with(bidPrice="x")),
    "price out of range": ("contract", _with(askPrice=1e10)),
    "time out of range": ("contract", _with(time=1e30)),
    "time without a zone": ("contract", _with(time="2025-11-17T14:30:00")),
    "symbol in lower case": ("contract", _with(symbol="spy")),
    "over 1 MiB": ("contract", _oversize),
}
DROP = {
    "side without a price": ("no_quote", _with(bidPrice=-1, bidSize=0)),
    "side of size 0": ("no_quote", _with(askSize=0)),
    "duplicate": ("duplicate", _again),
    "duplicate in other bytes": ("duplicate", _again_otherwise),
    "trade_before_quote": ("trade_before_quote", _lone_trade),
    "bar_beside_trades": ("bar_beside_trades", _bar_beside_trades),
}
# Neither dirt nor an event: a part of the bars built.
PART = {"bar of 5 s": ("merged", _lone_bar)}
KINDS = {
    name: ((outcome, reason), make)
    for outcome, kinds in (("letter", LETTER), ("drop", DROP), ("part", PART))
    for name, (reason, make) in kinds.items()
}
