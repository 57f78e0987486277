import Contracts

/// Quotes, a column for each figure; prices and sizes in billionths.
struct InspectedQuotes: Equatable, Sendable {
    private(set) var times: [Timestamp] = []
    private(set) var bids: [Int64] = []
    private(set) var asks: [Int64] = []
    private(set) var bidSizes: [Int64] = []
    private(set) var askSizes: [Int64] = []

    var count: Int { times.count }

    mutating func append(_ tick: TickEvent) {
        times.append(tick.timestamp)
        bids.append(tick.bid.nanos)
        asks.append(tick.ask.nanos)
        bidSizes.append(tick.bidSize.nanos)
        askSizes.append(tick.askSize.nanos)
    }
}

/// Trades likewise.
struct InspectedTrades: Equatable, Sendable {
    private(set) var times: [Timestamp] = []
    private(set) var prices: [Int64] = []
    private(set) var sizes: [Int64] = []

    var count: Int { times.count }

    mutating func append(_ time: Timestamp, price: Decimal9, size: Decimal9) {
        times.append(time)
        prices.append(price.nanos)
        sizes.append(size.nanos)
    }
}

/// What became of a record that gave no event, or of a window that gave no score.
struct InspectedVerdict: Equatable, Sendable {
    enum Kind: String, Sendable {
        case deadLetter = "dead_letter"
        case dropped
    }

    var kind: Kind
    /// The record's own; nil when it has none that can be read.
    var time: Timestamp?
    /// `crossed`, `no_quote`, `contract` …
    var reason: String
    /// The field and what is wrong with it; empty for drops.
    var detail: String
    /// `trades.csv:120`, `market_raw/3/1200`.
    var place: String
}

/// How many there were of each, in the order of their first.
struct InspectedTally: Equatable, Sendable {
    private(set) var rows: [(name: String, count: Int)] = []

    subscript(name: String) -> Int { rows.first { $0.name == name }?.count ?? 0 }
    var total: Int { rows.reduce(0) { $0 + $1.count } }

    mutating func count(_ name: String, times: Int = 1) {
        if let row = rows.firstIndex(where: { $0.name == name }) {
            rows[row].count += times
        } else if times > 0 {
            rows.append((name, times))
        }
    }

    static func == (a: InspectedTally, b: InspectedTally) -> Bool {
        a.rows.elementsEqual(b.rows) { $0 == $1 }
    }
}
