/// Every field name of every contract; one vocabulary for reading and writing.
///
/// The case is the wire name in camel case (`bar_duration` is `barDuration`); ``names`` holds
/// the wire names in the same order.
enum Field: UInt8, CaseIterable {
    case eventType, symbol, timestamp, open, high, low, close, volume, barDuration, assetClass
    case exchange, currency, dataQuality, metadata
    case completenessScore, freshnessMs, source, producerId, sequenceNumber, kafkaTopic
    case bid, ask, bidSize, askSize, last, lastSize, level2, bids, asks, kind
    case ofiZ, ofiRaw, ofiMa, ofiStd, windowMs, eventCount
    case intentId, direction, quantity, orderType, strategyId, limitPrice, stopPrice
    case timeInForce, urgency, targetWeight, currentWeight, signalStrength
    case riskChecks, withinBoxLimit, withinGrossLimit, withinNetLimit, pnlKillSwitch
    case drawdownKillSwitch, executionParams, povCap, advCap, maxSlippageBps
    case portfolioId, regime
    case reportId, orderId, status, submittedTimestamp, acknowledgedTimestamp, filledTimestamp
    case requestedQuantity, filledQuantity, remainingQuantity, averageFillPrice, commission
    case slippageBps, executionCosts, slippage, marketImpact, totalCostBps
    case rejectReason, errorMessage, fills, fillId, price
    case latencyMetrics, intentToSubmitMs, submitToAckMs, ackToFillMs, totalLatencyMs
    case broker, accountId, revisionOf
    case type, time, conId, secType, bidPrice, askPrice, rawBidSize, rawAskSize
    case bidPastLow, askPastHigh, size, barSize, wap, average, count, barCount
    /// Stands for no field; it has no name, and is none of ``allCases``.
    case none

    static let allCases = (0..<none.rawValue).compactMap(Field.init)

    static let names: [String] = """
        event_type symbol timestamp open high low close volume bar_duration asset_class \
        exchange currency data_quality metadata \
        completeness_score freshness_ms source producer_id sequence_number kafka_topic \
        bid ask bid_size ask_size last last_size level2 bids asks kind \
        ofi_z ofi_raw ofi_ma ofi_std window_ms event_count \
        intent_id direction quantity order_type strategy_id limit_price stop_price \
        time_in_force urgency target_weight current_weight signal_strength \
        risk_checks within_box_limit within_gross_limit within_net_limit pnl_kill_switch \
        drawdown_kill_switch execution_params pov_cap adv_cap max_slippage_bps \
        portfolio_id regime \
        report_id order_id status submitted_timestamp acknowledged_timestamp filled_timestamp \
        requested_quantity filled_quantity remaining_quantity average_fill_price commission \
        slippage_bps execution_costs slippage market_impact total_cost_bps \
        reject_reason error_message fills fill_id price \
        latency_metrics intent_to_submit_ms submit_to_ack_ms ack_to_fill_ms total_latency_ms \
        broker account_id revision_of \
        type time conId secType bidPrice askPrice bidSize askSize \
        bidPastLow askPastHigh size barSize wap average count barCount
        """.split(separator: " ").map(String.init)

    /// As it stands on the wire.
    var name: String { Self.names[Int(rawValue)] }
    var packed: PackedName { PackedName(name) }
}

/// A set of field names in one machine word of 128 bits.
struct FieldSet: ExpressibleByArrayLiteral {
    private var bits: UInt128 = 0

    init(arrayLiteral fields: Field...) {
        for field in fields { bits |= Self.bit(field) }
    }

    func contains(_ field: Field) -> Bool { bits & Self.bit(field) != 0 }

    /// False when it was there already.
    mutating func insert(_ field: Field) -> Bool {
        let bit = Self.bit(field)
        guard bits & bit == 0 else { return false }
        bits |= bit
        return true
    }

    func covers(_ other: FieldSet) -> Bool { other.bits & ~bits == 0 }

    private static func bit(_ field: Field) -> UInt128 { 1 &<< UInt128(field.rawValue) }
}
