/// Values whose judgement needs no copy of them.
extension JSONReader {
    /// Reads a string that has to be one of a table's words; its place among them.
    mutating func word(_ bytes: Span<UInt8>, _ table: Int) throws(Stop) -> Int? {
        let table = FaultPlan.shared.words[table]
        return try text(bytes, .choice, table.expected) { table.index($0) }
    }

    /// A string of any length.
    mutating func judgeText(_ bytes: Span<UInt8>) throws(Stop) {
        guard byte(bytes) == UInt8(ascii: "\"") else {
            return try wrongType("must be a string", bytes)
        }
        _ = try string(bytes)
    }

    /// A string of `least` to `most` Unicode scalars.
    mutating func judgeString(
        _ bytes: Span<UInt8>, _ least: Int, _ most: Int
    ) throws(Stop) {
        let start = position
        let count: Int? = try text(bytes, .type, "") { $0.scalarCount }
        guard let count, !(least...most).contains(count) else { return }
        let expected =
            least == 0
            ? "must be at most \(most) characters" : "must be \(least) to \(most) characters"
        add(.range, expected, at: start, bytes)
    }

    mutating func judgeCurrency(_ bytes: Span<UInt8>) throws(Stop) {
        let _: Bool? = try text(bytes, .format, "must be three letters A-Z") { content in
            guard content.count == 3 else { return nil }
            for i in content.indices where !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= content[i]) {
                return nil
            }
            return true
        }
    }

    /// `[[price, size], …]`
    mutating func judgeLevels(_ bytes: Span<UInt8>, _ side: BookSide) throws(Stop) {
        let start = position
        var better: Decimal9?
        let count = try forEachElement(bytes) { (reader, bytes, _) throws(Stop) in
            try reader.judgeLevel(bytes, side, &better)
        }
        guard let most = side.levelsMax, let count, count > most else { return }
        add(.range, "must have at most \(most) levels", at: start, bytes)
    }

    /// `[price, size]`; `better` is the last legal price before, and becomes this one.
    private mutating func judgeLevel(
        _ bytes: Span<UInt8>, _ side: BookSide, _ better: inout Decimal9?
    ) throws(Stop) {
        let start = position
        let count = try forEachElement(bytes) { (reader, bytes, index) throws(Stop) in
            let start = reader.position
            switch index {
            case 0:
                guard let price = try reader.decimal(bytes, side.price) else { return }
                if let better, !side.isWorse(price, than: better) {
                    let expected = side == .bids ? "below" : "above"
                    reader.add(.rule, "must be \(expected) the price before", at: start, bytes)
                }
                better = price
            case 1: _ = try reader.decimal(bytes, side.size)
            default: try reader.skip(bytes)
            }
        }
        guard let count, count != 2 else { return }
        add(.range, "must have exactly two elements", at: start, bytes)
    }
}

extension Span<UInt8> {
    /// Unicode scalars of valid UTF-8: the bytes that continue none.
    var scalarCount: Int {
        var count = 0
        for i in indices where self[i] & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
