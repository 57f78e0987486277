import Contracts

/// How far an order is known to have come, from its reports.
struct OrderProgress: Sendable {
    let holding: Int
    let direction: Direction
    /// Nil for an order whose reports never said it.
    var requested: Decimal9?
    var lastReport = Timestamp.zero
    private(set) var filled = Decimal9.zero
    private(set) var costNano2: Int128 = 0
    private(set) var commission = Decimal9.zero
    /// CANCELED, REJECTED, FILLED or ERROR has been reported. TIMEOUT means unknown, not over.
    private(set) var isTerminal = false

    init(holding: Int, direction: Direction, requested: Decimal9?) {
        self.holding = holding
        self.direction = direction
        self.requested = requested
    }

    /// What may still be filled, signed by direction, in nanos.
    var openNanos: Int128 {
        guard let requested, !isTerminal, requested > filled else { return 0 }
        return Int128(direction.sign) * (Int128(requested.nanos) - Int128(filled.nanos))
    }

    /// Brings the order to what `report` says, and `position` with it. False when it tells
    /// nothing new. Of a report that knows less than is known already (fewer fills, or the same
    /// at an earlier time) only the end of the order counts.
    mutating func advance(
        _ report: ExecutionReport, _ position: inout Position
    ) throws(StrategyFault) -> Bool {
        let total = try report.cumulativeQuantity()
        guard total > filled || (total == filled && report.timestamp >= lastReport) else {
            guard report.status.isTerminal, !isTerminal else { return false }
            isTerminal = true
            return true
        }
        if total > filled { try fill(report, upTo: total, &position) }
        let paid = try report.cumulativeCommission()
        try position.charge(paid.adding(-commission))
        commission = paid
        requested = requested ?? report.requestedQuantity
        lastReport = max(lastReport, report.timestamp)
        isTerminal = isTerminal || report.status.isTerminal
        return true
    }

    private mutating func fill(
        _ report: ExecutionReport, upTo total: Decimal9, _ position: inout Position
    ) throws(StrategyFault) {
        let increment = total - filled
        if let fresh = report.newestFills(increment) {
            for fill in fresh {
                try book(fill.quantity, fill.quantity.product(fill.price), &position)
            }
        } else {
            try book(increment, lump(report, increment, total), &position)
        }
        filled = total
    }

    /// The cost of an increment that only an average price tells: the new total's less what was
    /// booked. Averages that would make it nothing or less count for the increment alone.
    private func lump(
        _ report: ExecutionReport, _ increment: Decimal9, _ total: Decimal9
    ) throws(StrategyFault) -> Int128 {
        guard let average = report.averageFillPrice else {
            throw StrategyFault(.unpriced, "filled_quantity without average_fill_price or fills")
        }
        let difference = try average.product(total).adding(-costNano2)
        return difference > 0 ? difference : average.product(increment)
    }

    private mutating func book(
        _ quantity: Decimal9, _ cost: Int128, _ position: inout Position
    ) throws(StrategyFault) {
        costNano2 = try costNano2.adding(cost)
        try position.apply(
            Decimal9(nanos: direction.sign * quantity.nanos),
            costNano2: Int128(direction.sign) * cost)
    }
}

extension ExecutionReport {
    /// `filled_quantity`; the sum of the fills where a producer left it out.
    fileprivate func cumulativeQuantity() throws(StrategyFault) -> Decimal9 {
        guard filledQuantity.isZero, let fills else { return filledQuantity }
        var sum = Decimal9.zero
        for fill in fills { sum = try sum.adding(fill.quantity) }
        return sum
    }

    /// `commission`, of the order so far; the sum of the fills' where a producer left it out.
    fileprivate func cumulativeCommission() throws(StrategyFault) -> Decimal9 {
        guard commission.isZero, let fills else { return commission }
        var sum = Decimal9.zero
        for fill in fills { sum = try sum.adding(fill.commission ?? .zero) }
        return sum
    }

    /// The last fills that together are exactly `quantity`; nil when none are.
    fileprivate func newestFills(_ quantity: Decimal9) -> ArraySlice<Fill>? {
        guard let fills else { return nil }
        var missing = quantity
        for index in fills.indices.reversed() {
            guard fills[index].quantity <= missing else { return nil }
            missing -= fills[index].quantity
            if missing.isZero { return fills[index...] }
        }
        return nil
    }
}
