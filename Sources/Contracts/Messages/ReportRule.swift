/// Rules that every execution report written here keeps. Reading does not insist on them, since
/// older producers break them; it counts.
public enum ReportRule: String, CaseIterable, Sendable {
    /// filled + remaining = requested, where all are given.
    case quantitiesAddUp = "quantities_add_up"
    /// FILLED has an average fill price.
    case filledHasPrice = "filled_has_price"
    /// FILLED has nothing remaining.
    case filledHasNoRest = "filled_has_no_rest"
    case rejectedHasReason = "rejected_has_reason"
    case errorHasMessage = "error_has_message"
    /// The fills' quantities add up to the filled quantity.
    case fillsAddUp = "fills_add_up"
    /// The average price is Σ(q·p)/Σq of the fills, to nine places.
    case averageOfFills = "average_of_fills"

    var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension ExecutionReport {
    /// Hands each rule that the report breaks to `found`.
    public func forEachBreach(_ found: (ReportRule) -> Void) {
        if let requestedQuantity, let remainingQuantity {
            let (sum, overflow) = filledQuantity.nanos.addingReportingOverflow(
                remainingQuantity.nanos)
            if overflow || sum != requestedQuantity.nanos { found(.quantitiesAddUp) }
        }
        switch status {
        case .filled:
            if averageFillPrice == nil { found(.filledHasPrice) }
            if let remainingQuantity, !remainingQuantity.isZero { found(.filledHasNoRest) }
        case .rejected:
            if rejectReason == nil { found(.rejectedHasReason) }
        case .error:
            if errorMessage == nil { found(.errorHasMessage) }
        case .submitted, .acknowledged, .partialFill, .canceled, .timeout:
            break
        }
        if let fills { judge(fills, found) }
    }

    private func judge(_ fills: [Fill], _ found: (ReportRule) -> Void) {
        var quantity: Int128 = 0
        var value: Int128 = 0
        var isTooLarge = false
        for fill in fills {
            quantity += Int128(fill.quantity.nanos)
            let (sum, overflow) = value.addingReportingOverflow(fill.quantity.product(fill.price))
            value = sum
            isTooLarge = isTooLarge || overflow
        }
        if quantity != Int128(filledQuantity.nanos) { found(.fillsAddUp) }
        guard let averageFillPrice, quantity > 0 else { return }
        let average = isTooLarge ? nil : Decimal9(roundingNanos: value, dividedBy: quantity)
        if average != averageFillPrice { found(.averageOfFills) }
    }
}
