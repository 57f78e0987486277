import Contracts
import Trading

/// Everything that a progress line or a summary shows, taken from the board at one moment.
struct RunFigures: Sendable {
    struct SymbolLine: Sendable {
        var symbol: Symbol
        var position: String
        var realised: Double
        var unrealised: Double
        var commission: Double

        var total: Double { realised + unrealised - commission }
    }

    var published = 0
    var total = 0
    var produced: [(topic: String, count: Int)] = []
    var orders = 0
    var fills = 0
    var openOrders = 0
    var rejected: [(code: String, count: Int)] = []
    var deadLetters: [(reason: String, count: Int)] = []
    var dropped: [(reason: String, count: Int)] = []
    var symbols: [SymbolLine] = []

    init(_ board: StatusBoard) {
        published = board.feedFigures.published
        total = board.feedFigures.total
        var produced: [String: Int] = [:]
        var deadLetters: [String: Int] = [:]
        for plane in board.planes {
            guard let figures = board[plane]?.figures else { continue }
            produced.merge(figures.produced, uniquingKeysWith: +)
            deadLetters.merge(figures.deadLetters, uniquingKeysWith: +)
            dropped += figures.drops.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
            if let snapshot = figures.orders?.snapshot { take(snapshot) }
        }
        self.produced = Topic.allCases.dropFirst().map {
            ($0.rawValue, produced[$0.rawValue] ?? 0)
        }
        self.deadLetters = deadLetters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    var profit: Double { symbols.reduce(0) { $0 + $1.total } }

    private mutating func take(_ snapshot: OrderSnapshot) {
        func count(_ status: OrderStatus) -> Int {
            snapshot.reports.first { $0.key == status }?.count ?? 0
        }
        orders = count(.submitted)
        fills = count(.filled) + count(.partialFill)
        openOrders = snapshot.openOrders.count
        rejected = snapshot.rejects.filter { $0.count > 0 }.map { ($0.key.rawValue, $0.count) }
        symbols = snapshot.positions.map { position in
            SymbolLine(
                symbol: position.symbol, position: position.quantity.description,
                realised: position.realised.double,
                unrealised: position.unrealised?.double ?? 0,
                commission: position.commission.double)
        }
    }
}

extension Notional {
    /// For display only.
    var double: Double { Double(nanos) / 1e9 }
}
