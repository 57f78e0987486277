import BenchmarkData
import CAllocations

/// A machine under one kind of load, pass by pass.
struct Run {
    private let name: String
    private var stream: QuoteStream
    private var driven = MarketMachinePass()
    private var rates: [Double] = []
    private var seconds = 0.0
    /// Calls for memory in all passes.
    private(set) var calls: UInt64 = 0

    init(_ name: String, symbols: Int, trades: Int = 0, _ options: Options) {
        self.name = name
        stream = QuoteStream(
            symbols: symbols, atLeast: options.records, tradesIn100: trades, seed: 20_251_117)
        // Buffers find their size, and a window ends.
        for _ in 0..<3 {
            stream.pass(&driven)
            stream.pause(seconds: 10)
        }
    }

    mutating func pass() {
        let events = driven.events
        let before = allocations_count()
        let start = processorSeconds()
        stream.pass(&driven)
        let spent = processorSeconds() - start
        calls += allocations_count() - before
        seconds += spent
        rates.append(Double(stream.count) / spent)
        precondition(driven.events - events >= stream.count, "records have events")
    }

    /// Records a second, of all passes together.
    var perSecond: Double { Double(stream.count * rates.count) / seconds }

    var line: String {
        let padding = String(repeating: " ", count: max(0, 42 - name.count))
        return "  \(name)\(padding)\(millions(perSecond))/s  (\(millions(rates.min() ?? 0))…"
            + "\(millions(rates.max() ?? 0)))  \(calls) calls for memory"
    }
}
