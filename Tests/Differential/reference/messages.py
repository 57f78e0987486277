"""The messages of each topic, as docs/CONTRACTS.md lists them."""

from .kinds import (
    ANY_DECIMAL,
    ANY_DOUBLE,
    COUNT,
    CURRENCY,
    FLAG,
    NONNEGATIVE,
    POSITIVE,
    RAW_SYMBOL,
    SYMBOL,
    TEXT,
    TIME,
    UUID,
    Choice,
    Decimal,
    Double,
    Integer,
    Seconds,
    Text,
)
from .rules import bar_rule, intent_rule, raw_bar_rule, report_rule, tick_rule
from .structures import Ladder, List, Object, Pair, first_members, optional, required

METADATA = [
    *optional(TEXT, "producer_id", "kafka_topic"),
    *optional(COUNT, "sequence_number"),
]
QUALITY = Object(
    required(Double(least=0, most=1), "completeness_score"),
    required(COUNT, "freshness_ms"),
    required(Choice("ibkr_realtime", "ibkr_historical", "cache", "synthetic"), "source"),
)
COMMON = required(SYMBOL, "symbol") + required(TIME, "timestamp")
SIDE = Choice("BUY", "SELL")
SHARE = Double(least=0, most=1)
BASIS_POINTS = Double(least=0)

BAR = Object(
    required(Choice("bar_event"), "event_type"),
    COMMON,
    required(Decimal(least=1000), "open", "high", "low", "close"),
    required(COUNT, "volume"),
    optional(Choice("1m", "5m", "15m", "30m", "1h", "4h", "1d"), "bar_duration"),
    optional(Choice("equity", "future", "forex", "crypto", "bond"), "asset_class"),
    optional(Text(most=32), "exchange"),
    optional(CURRENCY, "currency"),
    optional(QUALITY, "data_quality"),
    optional(Object(METADATA), "metadata"),
    rule=bar_rule,
)
LEVEL = Pair(POSITIVE, NONNEGATIVE)
TICK = Object(
    required(Choice("tick_event"), "event_type"),
    COMMON,
    required(POSITIVE, "bid", "ask"),
    required(NONNEGATIVE, "bid_size", "ask_size"),
    optional(POSITIVE, "last"),
    optional(NONNEGATIVE, "last_size"),
    optional(
        Object(
            optional(Ladder(LEVEL, lambda price, before: price < before, most=50), "bids"),
            optional(Ladder(LEVEL, lambda price, before: price > before, most=50), "asks"),
        ),
        "level2",
    ),
    optional(QUALITY, "data_quality"),
    optional(Object(METADATA, optional(Choice("quote", "trade"), "kind")), "metadata"),
    rule=tick_rule,
)
OFI = Object(
    required(Choice("ofi_event"), "event_type"),
    COMMON,
    required(ANY_DOUBLE, "ofi_z"),
    optional(ANY_DOUBLE, "ofi_raw", "ofi_ma"),
    optional(Double(least=0), "ofi_std"),
    optional(Integer(above=0), "window_ms"),
    optional(COUNT, "event_count"),
    optional(Object(METADATA), "metadata"),
)
INTENT = Object(
    required(Choice("order_intent"), "event_type"),
    required(UUID, "intent_id"),
    COMMON,
    required(SIDE, "direction"),
    required(POSITIVE, "quantity"),
    required(Choice("MARKET", "LIMIT", "STOP", "STOP_LIMIT", "ADAPTIVE"), "order_type"),
    required(Choice("OFI", "ERN", "VRP", "POS", "TSX", "SIF", "COMPOSITE"), "strategy_id"),
    optional(POSITIVE, "limit_price", "stop_price"),
    optional(Choice("DAY", "GTC", "IOC", "FOK"), "time_in_force"),
    optional(Choice("LOW", "NORMAL", "HIGH", "URGENT"), "urgency"),
    optional(Double(least=-1, most=1), "target_weight", "current_weight"),
    optional(SHARE, "signal_strength"),
    optional(
        Object(
            required(FLAG, "within_box_limit", "within_gross_limit", "within_net_limit"),
            required(FLAG, "pnl_kill_switch", "drawdown_kill_switch"),
        ),
        "risk_checks",
    ),
    optional(
        Object(optional(SHARE, "pov_cap", "adv_cap"), optional(BASIS_POINTS, "max_slippage_bps")),
        "execution_params",
    ),
    optional(
        Object(
            optional(TEXT, "portfolio_id", "kafka_topic"),
            optional(Choice("Calm", "Normal", "Storm"), "regime"),
        ),
        "metadata",
    ),
    rule=intent_rule,
)
STATUSES = (
    "SUBMITTED",
    "ACKNOWLEDGED",
    "PARTIAL_FILL",
    "FILLED",
    "CANCELED",
    "REJECTED",
    "TIMEOUT",
    "ERROR",
)
FILL = Object(
    required(TEXT, "fill_id"),
    required(POSITIVE, "quantity", "price"),
    required(TIME, "timestamp"),
    optional(ANY_DECIMAL, "commission"),
)
COSTS = Object(
    required(ANY_DECIMAL, "commission"),
    optional(ANY_DOUBLE, "slippage", "market_impact", "total_cost_bps"),
)
LATENCIES = ("intent_to_submit_ms", "submit_to_ack_ms", "ack_to_fill_ms", "total_latency_ms")
REPORT = Object(
    required(Choice("execution_report"), "event_type"),
    required(UUID, "report_id", "intent_id"),
    required(Text(1, 64), "order_id"),
    COMMON,
    required(Choice(*STATUSES), "status"),
    optional(SIDE, "direction"),
    optional(TIME, "submitted_timestamp", "acknowledged_timestamp", "filled_timestamp"),
    optional(POSITIVE, "requested_quantity", "average_fill_price", "limit_price"),
    optional(NONNEGATIVE, "filled_quantity", "remaining_quantity"),
    optional(ANY_DECIMAL, "commission"),
    optional(ANY_DOUBLE, "slippage_bps"),
    optional(COSTS, "execution_costs"),
    optional(TEXT, "reject_reason"),
    optional(Text(most=512), "error_message"),
    optional(List(FILL), "fills"),
    optional(Object(optional(COUNT, *LATENCIES)), "latency_metrics"),
    optional(
        Object(optional(TEXT, "broker", "account_id", "revision_of", "kafka_topic")), "metadata"
    ),
    rule=report_rule,
)

RAW_NAMES = ("tickByTickBidAsk", "tickByTickAllLast", "realtimeBar", "historicalBar", "mktDepth")
RAW = [
    *required(RAW_SYMBOL, "symbol"),
    *required(Seconds(), "time"),
    *optional(COUNT, "conId"),
    *optional(TEXT, "secType", "exchange", "currency", "source"),
]
RAW_BAR = [
    *RAW,
    *required(ANY_DECIMAL, "open", "high", "low", "close", "volume"),
    *optional(ANY_DECIMAL, "wap", "average"),
    *optional(Integer(least=-1), "count", "barCount"),
]
BAR_SIZES = (
    *(f"{n} secs" for n in (1, 5, 10, 15, 30)),
    "1 min", *(f"{n} mins" for n in (2, 3, 5, 10, 15, 20, 30)),
    "1 hour", *(f"{n} hours" for n in (2, 3, 4, 8)),
    "1 day", "1 week", "1 month",
)  # fmt: skip
RAW_LEVELS = List(Pair(ANY_DECIMAL, ANY_DECIMAL))
RAW_SHAPES = {
    "tickByTickBidAsk": Object(
        RAW,
        required(ANY_DECIMAL, "bidPrice", "askPrice", "bidSize", "askSize"),
        optional(FLAG, "bidPastLow", "askPastHigh"),
    ),
    "tickByTickAllLast": Object(RAW, required(ANY_DECIMAL, "price", "size")),
    "realtimeBar": Object(RAW_BAR, rule=raw_bar_rule("wap", "count")),
    "historicalBar": Object(
        RAW_BAR,
        required(Choice(*BAR_SIZES), "barSize"),
        rule=raw_bar_rule("average", "barCount"),
    ),
    "mktDepth": Object(RAW, required(RAW_LEVELS, "bids", "asks")),
}


def told_by(name, shapes):
    """A topic of several messages: a field names the one, and without it nothing is judged."""
    choice = Choice(*shapes)

    def check(judge, node):
        members = first_members(node)
        if name not in members:
            if node[2] is not None:
                judge.fault(node[1], name, "missing", is_shown=False)
        elif members[name] is not None:
            shape = choice.check(judge, members[name], name)
            if shape is not None:
                shapes[shape].check(judge, node, "")

    return check


def always(shape):
    return lambda judge, node: shape.check(judge, node, "")


TOPICS = {
    "market_events": told_by("event_type", {"bar_event": BAR, "tick_event": TICK}),
    "ofi_events": always(OFI),
    "order_intents": always(INTENT),
    "exec_reports": always(REPORT),
    "market_raw": told_by("type", RAW_SHAPES),
}
