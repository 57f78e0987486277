extension JSONReader {
    /// What the levels of one side of a book have to keep.
    enum LevelRules {
        /// A raw record's: decimals, no more.
        case none
        /// At most fifty, price > 0, size ≥ 0, prices strictly falling.
        case bids
        /// As bids, with prices strictly rising.
        case asks

        /// Whether `price` may stand behind `better`.
        func isWorse(_ price: Decimal9, than better: Decimal9) -> Bool {
            switch self {
            case .none: true
            case .bids: price < better
            case .asks: price > better
            }
        }
    }

    /// Reads `[[price, size], …]`.
    mutating func levels(
        _ bytes: Span<UInt8>, _ rules: LevelRules
    ) throws(Stop) -> [PriceLevel]? {
        let start = position
        var better: Decimal9?
        var count = 0
        let levels = try array(bytes) {
            (reader, bytes) throws(Stop) -> PriceLevel? in
            count += 1
            return try reader.level(bytes, rules, &better)
        }
        guard rules != .none, count > Level2.maxLevels else { return levels }
        add(.range, "must have at most \(Level2.maxLevels) levels", at: start, bytes)
        return nil
    }

    /// Reads `[price, size]`; `better` is the last legal price before, and becomes this one.
    private mutating func level(
        _ bytes: Span<UInt8>, _ rules: LevelRules, _ better: inout Decimal9?
    ) throws(Stop) -> PriceLevel? {
        let start = position
        let before = faults.count
        var price: Decimal9?
        var size: Decimal9?
        var count = 0
        let elements: [Void]? = try array(bytes) { (reader, bytes) throws(Stop) -> Void? in
            defer { count += 1 }
            let start = reader.position
            switch count {
            case 0:
                price = try reader.decimal(bytes, rules == .none ? .any : .positive)
                guard let price else { return nil }
                if let better, !rules.isWorse(price, than: better) {
                    let expected = rules == .bids ? "below" : "above"
                    reader.add(
                        .rule, "must be \(expected) the price before", at: start, bytes)
                }
                better = price
            case 1: size = try reader.decimal(bytes, rules == .none ? .any : .nonNegative)
            default: try reader.skip(bytes)
            }
            return ()
        }
        if count != 2, elements != nil || count > 0 {
            add(.range, "must have exactly two elements", at: start, bytes)
        }
        guard faults.count == before, let price, let size else { return nil }
        return PriceLevel(price: price, size: size)
    }
}
