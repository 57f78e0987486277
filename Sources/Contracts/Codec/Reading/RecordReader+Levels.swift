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

extension RecordReader {
    private static let level2Scope = FieldScope(.level2, required: [], optional: [.bids, .asks])

    @inline(never)
    mutating func level2(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Level2 {
        let scope = Self.level2Scope
        var reader = RecordReader(inside: self)
        var level2 = Level2(bids: [], asks: [])
        if try reader.open(bytes, UInt8(ascii: "{")) {
            repeat {
                guard let field = try reader.member(bytes, scope, &memory) else { continue }
                switch field {
                case .bids: level2.bids = try reader.levels(bytes, .bids)
                case .asks: level2.asks = try reader.levels(bytes, .asks)
                default: try reader.pass(field, bytes, scope, &memory)
                }
            } while try reader.continues(bytes, UInt8(ascii: "}"))
        }
        at = reader.at
        return level2
    }

    /// Reads `[[price, size], …]`.
    @inline(never)
    mutating func levels(
        _ bytes: Span<UInt8>, _ rules: LevelRules
    ) throws(Invalid) -> [PriceLevel] {
        var levels: [PriceLevel] = []
        guard try open(bytes, UInt8(ascii: "[")) else { return levels }
        repeat {
            guard try open(bytes, UInt8(ascii: "[")) else { throw Invalid() }
            let price = try decimal(bytes, rules == .none ? .any : .positive)
            guard try continues(bytes, UInt8(ascii: "]")) else { throw Invalid() }
            let size = try decimal(bytes, rules == .none ? .any : .nonNegative)
            guard try !continues(bytes, UInt8(ascii: "]")) else { throw Invalid() }
            if let better = levels.last, !rules.isWorse(price, than: better.price) {
                throw Invalid()
            }
            levels.append(PriceLevel(price: price, size: size))
            guard rules == .none || levels.count <= Level2.maxLevels else { throw Invalid() }
        } while try continues(bytes, UInt8(ascii: "]"))
        return levels
    }
}
