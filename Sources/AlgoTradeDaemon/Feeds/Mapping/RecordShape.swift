/// What a row of a recorded table becomes on `market_raw`.
enum RecordShape: String, CaseIterable, Sendable {
    case bidAsk
    case allLast
    case realtimeBar
    case historicalBar

    /// The record's `type`.
    var type: String {
        switch self {
        case .bidAsk: "tickByTickBidAsk"
        case .allLast: "tickByTickAllLast"
        case .realtimeBar, .historicalBar: rawValue
        }
    }

    /// By its short name, or as `type` has it.
    init?(named name: String) {
        guard let shape = Self.allCases.first(where: { $0.rawValue == name || $0.type == name })
        else { return nil }
        self = shape
    }

    /// The numbers of the record, in the order in which they are written.
    var numbers: [MappedField] {
        switch self {
        case .bidAsk: [.bidPrice, .askPrice, .bidSize, .askSize]
        case .allLast: [.price, .size]
        case .realtimeBar, .historicalBar: [.open, .high, .low, .close, .volume, .average, .count]
        }
    }

    /// Those that need a column, with the time.
    var required: [MappedField] {
        [.time] + numbers.filter { $0 != .average && $0 != .count }
    }

    /// All that may have a column.
    var fields: [MappedField] {
        let isBar = self == .realtimeBar || self == .historicalBar
        return [.time, .symbol] + numbers + (isBar ? [.adjustedClose] : [])
    }

    /// What a record of this shape calls the field.
    func name(of field: MappedField) -> String {
        switch (self, field) {
        case (.realtimeBar, .average): "wap"
        case (.historicalBar, .count): "barCount"
        default: field.rawValue
        }
    }
}

/// What a column can hold.
enum MappedField: String, CaseIterable, Sendable {
    case time, symbol
    case bidPrice, askPrice, bidSize, askSize
    case price, size
    case open, high, low, close, volume
    /// Volume-weighted; without a column it is the close.
    case average
    /// Trades in the bar; without a column it is −1, as TWS says for "not known".
    case count
    /// The close as it is after later splits and dividends; prices are scaled to it.
    case adjustedClose
}
