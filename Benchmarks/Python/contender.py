"""A Python reader of bars that the benchmark asks for one timed pass at a time.

usage: contender.py pydantic-float | pydantic-decimal | jsonschema SCHEMA-FILE

The file is deleted once it is read.

Answers each line of standard input with one line: `load FILE` with the number of records,
`run` with the processor's seconds of one pass over all. The first line names the versions.
"""

import gc
import json
import os
import sys
from decimal import Decimal
from time import process_time
from typing import Annotated, Literal, Optional

SYMBOL = r"^[A-Z0-9]([A-Z0-9._-]{0,18}[A-Z0-9])?$"
DURATIONS = ["1m", "5m", "15m", "30m", "1h", "4h", "1d"]
CLASSES = ["equity", "future", "forex", "crypto", "bond"]
SOURCES = ["ibkr_realtime", "ibkr_historical", "cache", "synthetic"]


def pydantic_model(number):
    from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, model_validator

    price = Annotated[number, Field(ge=number("0.000001"))]
    count = Annotated[int, Field(ge=0)]

    class Quality(BaseModel):
        completeness_score: Annotated[float, Field(ge=0, le=1)]
        freshness_ms: count
        source: Literal[tuple(SOURCES)]

    class Metadata(BaseModel):
        producer_id: Optional[str] = None
        sequence_number: Optional[count] = None
        kafka_topic: Optional[str] = None

    class Bar(BaseModel):
        event_type: Literal["bar_event"]
        symbol: Annotated[str, StringConstraints(pattern=SYMBOL)]
        timestamp: AwareDatetime
        open: price
        high: price
        low: price
        close: price
        volume: count
        bar_duration: Literal[tuple(DURATIONS)] = "1d"
        asset_class: Literal[tuple(CLASSES)] = "equity"
        exchange: Optional[Annotated[str, StringConstraints(max_length=32)]] = None
        currency: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$")] = "USD"
        data_quality: Optional[Quality] = None
        metadata: Optional[Metadata] = None

        @model_validator(mode="after")
        def prices_agree(self):
            if self.high < max(self.open, self.close, self.low):
                raise ValueError("high must be at least open, close and low")
            if self.low > min(self.open, self.close):
                raise ValueError("low must be at most open and close")
            return self

    return Bar


def pydantic_reader(number):
    import pydantic

    return pydantic_model(number).model_validate_json, f"pydantic {pydantic.VERSION}"


def jsonschema_reader(file):
    """What a producer in Python has: the published schema, and the rules it cannot say."""
    from importlib.metadata import version
    from jsonschema import Draft202012Validator

    with open(file, "rb") as text:
        schema = json.load(text)
    os.unlink(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    def read(record):
        bar = json.loads(record)
        if not validator.is_valid(bar):
            raise ValueError(record)
        opened, high, low, close = bar["open"], bar["high"], bar["low"], bar["close"]
        if high < max(opened, close, low) or low > min(opened, close):
            raise ValueError(record)
        return bar

    return read, f"jsonschema {version('jsonschema')}"


def timed_pass(read, records):
    # As timeit does: a collection in the middle would be another's cost.
    gc.collect()
    gc.disable()
    start = process_time()
    for record in records:
        read(record)
    seconds = process_time() - start
    gc.enable()
    return seconds


def prove(read):
    """Every check is in place: each of these is refused."""
    good = {
        "event_type": "bar_event", "symbol": "SPY", "timestamp": "2025-11-17T14:30:00Z",
        "open": 450.25, "high": 452.8, "low": 449.5, "close": 451.75, "volume": 85234567,
    }
    read(json.dumps(good).encode())
    faults = [
        ("event_type", "tick_event"), ("symbol", "spy"), ("timestamp", "2025-11-17T14:30:00"),
        ("open", 0), ("high", 451), ("low", 451), ("close", "x"), ("volume", -1),
        ("bar_duration", "2m"), ("asset_class", "cash"), ("exchange", "X" * 33),
        ("currency", "usd"), ("data_quality", {}), ("metadata", {"sequence_number": -1}),
    ]
    for name, value in faults:
        try:
            read(json.dumps({**good, name: value}).encode())
        except ValueError:
            continue
        sys.exit(f"contender: {name} = {value!r} is not refused")


def main(kind, *files):
    if kind == "jsonschema":
        read, version = jsonschema_reader(*files)
    else:
        read, version = pydantic_reader({"pydantic-float": float}.get(kind, Decimal))
    prove(read)
    print(f"{version}, Python {sys.version.split()[0]}", flush=True)
    records = []
    for line in sys.stdin:
        verb, _, file = line.rstrip("\n").partition(" ")
        if verb == "load":
            with open(file, "rb") as lines:
                records = lines.read().splitlines()
            print(len(records), flush=True)
        else:
            print(timed_pass(read, records), flush=True)


main(*sys.argv[1:])
