import Contracts
import Trading

/// Everything that is known of one symbol over a time: what `inspect` shows.
struct Inspection: Sendable {
    /// Quotes, trades and bars that are kept at most: the page must open in a browser.
    static let eventsMax = 5_000_000
    /// Verdicts that are shown one by one; all are counted.
    static let verdictsMax = 20_000

    let symbol: Symbol
    let range: InspectionRange
    /// Lengths of windows, limits of the gates.
    let settings: MarketSettings
    /// Files or topics.
    let sources: [String]

    /// Raw records of the symbol in the range by `type`.
    var records = InspectedTally()
    var quotes = InspectedQuotes()
    var trades = InspectedTrades()
    var bars: [BarEvent] = []
    var windows: [OfiEvent] = []
    var verdicts: [InspectedVerdict] = []
    var deadLetters = InspectedTally()
    var drops = InspectedTally()
    /// What the data plane wrote into its events.
    var freshnessMs: [Int64] = []
    var completenessMin: Double?
    /// What the first record says the instrument is; nil when it says nothing.
    var asset: AssetClass?
    var exchange: String?

    init(
        symbol: Symbol, range: InspectionRange, settings: MarketSettings, sources: [String]
    ) {
        self.symbol = symbol
        self.range = range
        self.settings = settings
        self.sources = sources
    }

    var eventCount: Int { quotes.count + trades.count + bars.count }
    var isEmpty: Bool { eventCount == 0 && windows.isEmpty && verdicts.isEmpty }

    /// The first and the last moment that anything happened in.
    var span: (first: Timestamp, last: Timestamp)? {
        var all: [Timestamp] = []
        for times in [quotes.times, trades.times] {
            // Records may be out of order within the tolerance of the gates.
            if let first = times.min(), let last = times.max() { all += [first, last] }
        }
        all += bars.map(\.timestamp) + windows.map(\.timestamp) + verdicts.compactMap(\.time)
        guard let first = all.min(), let last = all.max() else { return nil }
        return (first, last)
    }
}

// MARK: - Taking events

extension Inspection {
    /// - Throws: ``CommandFault`` when there are too many.
    mutating func take(_ tick: TickEvent) throws(CommandFault) {
        guard range.contains(tick.timestamp) else { return }
        try checkRoom()
        if tick.metadata?.kind == .trade, let price = tick.last {
            trades.append(tick.timestamp, price: price, size: tick.lastSize ?? .zero)
        } else {
            quotes.append(tick)
        }
        take(tick.dataQuality)
    }

    /// - Throws: ``CommandFault`` when there are too many.
    mutating func take(_ bar: BarEvent) throws(CommandFault) {
        guard range.contains(bar.timestamp) else { return }
        try checkRoom()
        bars.append(bar)
        take(bar.dataQuality)
    }

    mutating func take(_ window: OfiEvent) {
        guard range.containsWindow(endingAt: window.timestamp) else { return }
        windows.append(window)
    }

    mutating func take(_ verdict: InspectedVerdict) {
        if let time = verdict.time, !range.contains(time) { return }
        switch verdict.kind {
        case .deadLetter: deadLetters.count(verdict.reason)
        case .dropped: drops.count(verdict.reason)
        }
        if verdicts.count < Self.verdictsMax { verdicts.append(verdict) }
    }

    /// Counts a raw record and learns from it what the instrument is.
    mutating func note(_ raw: MarketRaw) {
        if asset == nil, let type = raw.secType {
            asset = AssetClass(secType: type)
            exchange = raw.exchange
        }
        guard range.contains(raw.time) else { return }
        records.count(raw.shape.name)
    }

    private mutating func take(_ quality: DataQuality?) {
        guard let quality else { return }
        freshnessMs.append(quality.freshnessMs)
        completenessMin = min(completenessMin ?? 1, quality.completenessScore)
    }

    private func checkRoom() throws(CommandFault) {
        guard eventCount < Self.eventsMax else {
            throw CommandFault(
                "\(symbol) has more than \(NumberText.whole(Self.eventsMax)) events in the range",
                remedy: "narrow it with --from and --until")
        }
    }
}

extension AssetClass {
    /// What a raw record's `secType` stands for.
    fileprivate init?(secType: String) {
        switch secType {
        case "STK": self = .equity
        case "FUT": self = .future
        case "CASH": self = .forex
        case "CRYPTO": self = .crypto
        case "BOND": self = .bond
        default: return nil
        }
    }
}

extension MarketRaw.Shape {
    /// The record's `type`.
    fileprivate var name: String {
        switch self {
        case .bidAsk: "tickByTickBidAsk"
        case .allLast: "tickByTickAllLast"
        case .realtimeBar: "realtimeBar"
        case .historicalBar: "historicalBar"
        case .depth: "mktDepth"
        }
    }
}
