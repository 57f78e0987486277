public import Contracts

extension OrderDesk {
    /// Takes one report of the log, oldest first, and makes no output: after all of them the desk
    /// has the orders, positions, seen intents and counters that it had when it wrote the last.
    ///
    /// Not in the log and so lost: the reference price of open orders (their later reports carry
    /// no slippage), cancels that were on their way, the RATE bucket (full), kill switches (they
    /// are kept elsewhere and turned on again by ``halt(_:reason:)``). Reports without direction
    /// or quantity are counted as unreadable.
    public mutating func restore(_ report: ExecutionReport) {
        if report.orderId.hasPrefix(OrderName.duplicatePrefix) {
            count(report)
            _ = seen.refuse(report.intentId)
            return
        }
        let known = orders.removeValue(forKey: report.intentId)
        if known?.lastReport == report.reportId {
            orders[report.intentId] = known
            return
        }
        count(report)
        seen.insert(report.intentId)
        // Refused by the gate: there was never an order.
        if known == nil, report.status == .rejected, report.filledQuantity.isZero { return }
        guard var order = known ?? DeskOrder(report) else {
            tallies.unreadable += 1
            return
        }
        if known == nil {
            order.state = .submitted
            begin(order)
        }
        take(report, &order)
        bookFills(of: report, &order)
        if order.state.isOpen || !Self.state(of: report, order).isOpen {
            move(&order, to: Self.state(of: report, order))
        }
        markUnpriced(order)
        orders[report.intentId] = order
    }

    /// Open orders after ``restore(_:)``, for the venue, in the order of their submission.
    public var journaledOrders: [Approved<JournaledOrder>] {
        open.compactMap { orders[$0] }.map { order in
            Approved(
                journaled: JournaledOrder(
                    intentId: order.intentId, symbol: order.symbol, direction: order.direction,
                    requested: order.requested, filled: order.filled, value: order.value,
                    commission: order.commission, limitPrice: order.limitPrice,
                    timeInForce: order.timeInForce, submittedAt: order.submittedAt ?? .zero,
                    acknowledgedAt: order.acknowledgedAt))
        }
    }

    private mutating func count(_ report: ExecutionReport) {
        tallies.count(report.status)
        if report.status == .rejected, let reason = report.rejectReason {
            tallies.count(reason: reason)
        }
    }

    private func take(_ report: ExecutionReport, _ order: inout DeskOrder) {
        order.reports += 1
        order.lastReport = report.reportId
        order.submittedAt = report.submittedTimestamp ?? order.submittedAt ?? report.timestamp
        order.acknowledgedAt = report.acknowledgedTimestamp ?? order.acknowledgedAt
        order.reason = report.rejectReason ?? report.errorMessage ?? order.reason
        if let submitted = order.submittedAt, let ms = report.latencyMetrics?.intentToSubmitMs,
            ms < Int64.max / 1_000_000
        {
            order.intentAt = submitted.advanced(byNanoseconds: -ms * 1_000_000)
        }
    }

    /// Books what the report has and the order has not: each listed fill by its id, then what the
    /// list does not hold, at the price that makes the average right.
    private mutating func bookFills(of report: ExecutionReport, _ order: inout DeskOrder) {
        for fill in report.fills ?? [] where !order.hasCounted(fill.fillId) {
            guard fill.quantity <= order.remaining else {
                tallies.unreadable += 1
                continue
            }
            let execution = Execution(
                id: fill.fillId, quantity: fill.quantity, price: fill.price,
                commission: fill.commission ?? .zero)
            book(execution, of: &order, at: fill.timestamp)
        }
        let rest = min(report.filledQuantity, order.requested) - order.filled
        guard rest > .zero, let average = report.averageFillPrice else { return }
        let missing = average.product(report.filledQuantity) - order.value
        let price = Decimal9(roundingNanos: missing, dividedBy: Int128(rest.nanos))
        let unpaid = Int128(report.commission.nanos) - Int128(order.commission.nanos)
        let execution = Execution(
            id: report.reportId.description, quantity: rest,
            price: price.flatMap { $0 > .zero ? $0 : nil } ?? average,
            commission: Decimal9(nanos: Int64(clamping: unpaid)))
        book(execution, of: &order, at: report.filledTimestamp ?? report.timestamp)
    }

    private static func state(of report: ExecutionReport, _ order: DeskOrder) -> OrderState {
        let working: OrderState.Working =
            order.filled > .zero
            ? .partiallyFilled : order.acknowledgedAt == nil ? .submitted : .acknowledged
        return switch report.status {
        case .submitted, .acknowledged, .partialFill: working.state
        case .timeout: .unknown(working)
        case .filled: .filled
        case .canceled: .canceled
        case .rejected: .rejected
        case .error: .failed
        }
    }

    /// A limit is a price for the exposure of an open order while there is no other.
    private mutating func markUnpriced(_ order: DeskOrder) {
        let place = place(of: order.symbol)
        guard symbols[place].prices.mark == nil, let price = order.limitPrice else { return }
        symbols[place].prices.apply(fillPrice: price)
    }
}
