import Contracts

/// Scales a bar's prices by its adjusted close ÷ its close, so that a split is no loss.
struct BarScaling: Sendable {
    /// The scaled cells, one behind the other, and where they stand.
    private(set) var row: [UInt8] = []
    private(set) var cells: [Range<Int>]
    private let fields: [MappedField]
    private let close: Int
    private let adjusted: Int

    /// Nil when there is no adjusted close.
    init?(_ fields: [MappedField]) {
        guard let close = fields.firstIndex(of: .close),
            let adjusted = fields.firstIndex(of: .adjustedClose)
        else { return nil }
        self.fields = fields
        self.close = close
        self.adjusted = adjusted
        cells = [Range<Int>](repeating: 0..<0, count: fields.count)
    }

    /// False when there is no such bar. The highest and lowest price keep the adjusted close
    /// between them whatever rounding does.
    mutating func scale(_ bytes: Span<UInt8>, _ raw: [Range<Int>]) -> Bool {
        row.removeAll(keepingCapacity: true)
        guard let old = Self.decimal(bytes, raw[close]), old > .zero,
            let new = Self.decimal(bytes, raw[adjusted])
        else { return false }
        for place in fields.indices {
            let start = row.count
            switch fields[place] {
            case .open, .high, .low, .average:
                guard let price = Self.decimal(bytes, raw[place]),
                    var scaled = Decimal9(
                        roundingNanos: price.product(new), dividedBy: Int128(old.nanos))
                else { return false }
                if fields[place] == .high { scaled = max(scaled, new) }
                if fields[place] == .low { scaled = min(scaled, new) }
                scaled.append(to: &row)
            case .close: new.append(to: &row)
            default: for i in raw[place] { row.append(bytes[i]) }
            }
            cells[place] = start..<row.count
        }
        row.append(contentsOf: repeatElement(0, count: ByteWriter.slack))
        return true
    }

    private static func decimal(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Decimal9? {
        Decimal9(bytes.extracting(cell).string)
    }
}
