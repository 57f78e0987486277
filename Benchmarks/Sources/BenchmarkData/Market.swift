import Contracts

/// A market of several hundred symbols whose prices walk in cents; the source of every stream.
public struct Market: Sendable {
    public static let symbolCount = 400
    /// Session start of the first day: 2025-11-17T14:30:00Z.
    private static let start: Int64 = 1_763_389_800

    public var generator: SeededGenerator
    private var symbols: [Symbol] = []
    private var cents: [Int64] = []
    private var sequence: Int64 = 0

    public init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        var taken: Set<Symbol> = []
        while symbols.count < Self.symbolCount {
            let symbol = name()
            guard taken.insert(symbol).inserted else { continue }
            symbols.append(symbol)
            cents.append(.random(in: 500...90_000, using: &generator))
        }
    }

    /// One step of one symbol: prices, time and number of the event.
    struct Step {
        var symbol: Symbol
        /// Open, close, high, low.
        var open: Int64
        var close: Int64
        var high: Int64
        var low: Int64
        var seconds: Int64
        var sequence: Int64
    }

    mutating func step() -> Step {
        let index = Int(sequence) % symbols.count
        let open = cents[index]
        let reach = max(2, open / 400)
        let close = max(100, open + .random(in: -reach...reach, using: &generator))
        let high = max(open, close) + .random(in: 0...reach, using: &generator)
        let low = max(50, min(open, close) - .random(in: 0...reach, using: &generator))
        cents[index] = close
        let minute = sequence / Int64(symbols.count)
        sequence += 1
        return Step(
            symbol: symbols[index], open: open, close: close, high: high, low: low,
            seconds: Self.start + minute * 60, sequence: sequence)
    }

    /// Three to five letters; a few with a class or a pair behind them.
    private mutating func name() -> Symbol {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8)
        let count = Int.random(in: 3...5, using: &generator)
        var bytes = (0..<count).map { _ in generator.pick(letters) }
        if generator.chance(3) { bytes += ".B".utf8 }
        if generator.chance(3) { bytes += "-USD".utf8 }
        guard let symbol = Symbol(utf8: bytes.span) else {
            preconditionFailure("not a symbol: \(bytes)")
        }
        return symbol
    }
}

extension Decimal9 {
    init(cents: Int64) {
        self.init(nanos: cents * 10_000_000)
    }
}
