internal import Contracts

extension DeskOrder {
    /// The next report. Its id is a function of the intent and the report's number, so the same
    /// log makes the same reports.
    mutating func report(_ status: OrderStatus, at time: Timestamp) -> ExecutionReport {
        reports += 1
        let id = Self.reportId(intentId, number: reports)
        lastReport = id
        let average = averagePrice
        return ExecutionReport(
            reportId: id, intentId: intentId, orderId: orderId, symbol: symbol, status: status,
            timestamp: time, direction: direction, submittedTimestamp: submittedAt,
            acknowledgedTimestamp: acknowledgedAt, filledTimestamp: filledAt,
            requestedQuantity: requested > .zero ? requested : nil, filledQuantity: filled,
            remainingQuantity: requested > .zero ? remaining : nil, averageFillPrice: average,
            limitPrice: limitPrice, commission: commission,
            slippageBps: average.flatMap(slippageBps), executionCosts: average.flatMap(costs),
            rejectReason: status == .rejected || status == .canceled ? reason : nil,
            errorMessage: status == .error ? reason : nil,
            fills: filled > .zero ? fills : nil, latencyMetrics: latency,
            metadata: ReportMetadata(broker: "PAPER"))
    }

    static func reportId(_ intentId: MessageID, number: UInt32) -> MessageID {
        MessageID { hash in
            hash.combine("report")
            hash.combine(intentId.high)
            hash.combine(intentId.low)
            hash.combine(UInt64(number))
        }
    }

    /// Basis points from the reference of the decision; positive costs money.
    private func slippageBps(_ average: Decimal9) -> Double? {
        guard let reference else { return nil }
        let loss = (Int128(average.nanos) - Int128(reference.nanos)) * Int128(direction.sign)
        return Self.bps(loss, of: Int128(reference.nanos))
    }

    private func costs(_ average: Decimal9) -> ExecutionCosts? {
        let slippage = slippageBps(average)
        let paid = Int128(commission.nanos) * Int128(Decimal9.scale)
        let commissionBps = Self.bps(paid, of: value)
        let total = slippage.flatMap { slip in commissionBps.map { slip + $0 } }
        return ExecutionCosts(commission: commission, slippage: slippage, totalCostBps: total)
    }

    /// 10⁴ · part / whole, exact to nine places before it becomes a Double; nil when the whole is
    /// nothing or the figure does not fit.
    private static func bps(_ part: Int128, of whole: Int128) -> Double? {
        // Scaled down together, so that 10¹³ · part stays inside 128 bits.
        var (part, whole) = (part, whole)
        while part.magnitude >= 1 << 83 {
            part >>= 1
            whole >>= 1
        }
        guard whole > 0 else { return nil }
        return Decimal9(roundingNanos: part * 10_000_000_000_000, dividedBy: whole)?.double
    }

    /// Market time between the steps, in milliseconds, none below 0.
    private var latency: LatencyMetrics? {
        guard let submittedAt else { return nil }
        return LatencyMetrics(
            intentToSubmitMs: Self.ms(intentAt, submittedAt),
            submitToAckMs: Self.ms(submittedAt, acknowledgedAt),
            ackToFillMs: Self.ms(acknowledgedAt, filledAt),
            totalLatencyMs: Self.ms(intentAt, filledAt))
    }

    private static func ms(_ from: Timestamp?, _ to: Timestamp?) -> Int64? {
        guard let from, let to else { return nil }
        return max(0, to.nanoseconds(since: from) / 1_000_000)
    }
}
