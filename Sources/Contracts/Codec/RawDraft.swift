/// A record of `market_raw` of a known type.
struct RawDraft: Draft {
    private let type: RawType
    private let shapeFields: (required: FieldSet, optional: FieldSet)
    private var record = MarketRaw(
        symbol: "X", time: .zero, shape: .allLast(price: .zero, size: .zero))
    private var symbol: Symbol?
    private var time: Timestamp?
    private var quote = RawBidAsk(bidPrice: .zero, askPrice: .zero, bidSize: .zero, askSize: .zero)
    private var price = Decimal9.zero
    private var size = Decimal9.zero
    private var bar = RawBar(
        open: .zero, high: .zero, low: .zero, close: .zero, volume: .zero, average: .zero,
        count: 0)
    private var barSize: BarSize?
    private var averages = Either<Decimal9>()
    private var counts = Either<Int64>()
    private var bids: [PriceLevel] = []
    private var asks: [PriceLevel] = []

    /// A value under one of two names.
    private struct Either<Value> {
        var own: Value?
        var other: Value?
        /// Whether either name stands in the record, with a legal value or not.
        var isPresent = false
    }

    init(_ type: RawType) {
        self.type = type
        shapeFields = Self.fields(type)
    }

    var required: FieldSet { shapeFields.required }
    var optional: FieldSet { shapeFields.optional }
    var scope: String? { "" }

    private static let commonRequired: FieldSet = [.type, .symbol, .time]
    private static let commonOptional: FieldSet = [
        .conId, .secType, .exchange, .currency, .source,
    ]
    private static let barRequired: FieldSet = [.open, .high, .low, .close, .volume]
    private static let barOptional: FieldSet = [.wap, .average, .count, .barCount]

    private static func fields(_ type: RawType) -> (required: FieldSet, optional: FieldSet) {
        let shape: (required: FieldSet, optional: FieldSet) =
            switch type {
            case .bidAsk:
                (
                    [.bidPrice, .askPrice, .rawBidSize, .rawAskSize],
                    [.bidPastLow, .askPastHigh]
                )
            case .allLast: ([.price, .size], [])
            case .realtimeBar: (barRequired, barOptional)
            case .historicalBar: (barRequired.union([.barSize]), barOptional)
            case .depth: ([.bids, .asks], [])
            }
        return (commonRequired.union(shape.required), commonOptional.union(shape.optional))
    }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .type: try reader.constant(bytes, type.rawValue)
        case .symbol: symbol = try reader.symbol(bytes, allowsBlank: true)
        case .time: time = try reader.epochOrTimestamp(bytes)
        case .conId: record.conId = try reader.integer(bytes, least: 0)
        case .secType: record.secType = try reader.anyString(bytes)
        case .exchange: record.exchange = try reader.anyString(bytes)
        case .currency: record.currency = try reader.anyString(bytes)
        case .source: record.source = try reader.anyString(bytes)
        case .price: price = try reader.decimal(bytes) ?? .zero
        case .size: size = try reader.decimal(bytes) ?? .zero
        case .bids: bids = try reader.levels(bytes, .none) ?? []
        case .asks: asks = try reader.levels(bytes, .none) ?? []
        case .bidPrice: quote.bidPrice = try reader.decimal(bytes) ?? .zero
        case .askPrice: quote.askPrice = try reader.decimal(bytes) ?? .zero
        case .rawBidSize: quote.bidSize = try reader.decimal(bytes) ?? .zero
        case .rawAskSize: quote.askSize = try reader.decimal(bytes) ?? .zero
        case .bidPastLow: quote.bidPastLow = try reader.bool(bytes)
        case .askPastHigh: quote.askPastHigh = try reader.bool(bytes)
        default: try barMember(field, &reader, bytes)
        }
    }

    private mutating func barMember(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .open: bar.open = try reader.decimal(bytes) ?? .zero
        case .high: bar.high = try reader.decimal(bytes) ?? .zero
        case .low: bar.low = try reader.decimal(bytes) ?? .zero
        case .close: bar.close = try reader.decimal(bytes) ?? .zero
        case .volume: bar.volume = try reader.decimal(bytes) ?? .zero
        case .barSize: barSize = try reader.choice(bytes)
        case .wap, .average:
            averages.isPresent = true
            let value = try reader.decimal(bytes)
            if field == ownAverage { averages.own = value } else { averages.other = value }
        case .count, .barCount:
            counts.isPresent = true
            let value = try reader.integer(bytes, least: -1)
            if field == ownCount { counts.own = value } else { counts.other = value }
        default: try reader.skip(bytes)
        }
    }

    /// The names that TWS has for this shape; they win when both are given.
    private var ownAverage: Field { type == .historicalBar ? .average : .wap }
    private var ownCount: Field { type == .historicalBar ? .barCount : .count }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> MarketRaw? {
        if type == .realtimeBar || type == .historicalBar {
            if !averages.isPresent {
                reader.addMissing(
                    ownAverage, .missing, "is required, as wap or average", start, bytes)
            }
            if !counts.isPresent {
                reader.addMissing(
                    ownCount, .missing, "is required, as count or barCount", start, bytes)
            }
        }
        guard let symbol, let time else { return nil }
        var whole = record
        whole.symbol = symbol
        whole.time = time
        var bar = bar
        bar.average = averages.own ?? averages.other ?? .zero
        bar.count = counts.own ?? counts.other ?? -1
        switch type {
        case .bidAsk: whole.shape = .bidAsk(quote)
        case .allLast: whole.shape = .allLast(price: price, size: size)
        case .realtimeBar: whole.shape = .realtimeBar(bar)
        case .historicalBar:
            guard let barSize else { return nil }
            whole.shape = .historicalBar(bar, size: barSize)
        case .depth: whole.shape = .depth(bids: bids, asks: asks)
        }
        return whole
    }
}
