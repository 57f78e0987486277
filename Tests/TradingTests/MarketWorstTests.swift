import Contracts
import Testing

@testable import Trading

@Suite("The symbols that are worst off")
struct MarketWorstTests {
    @Test("first those that miss targets, then those with refused records, then the busiest")
    func order() {
        var machine = MarketMachine(MarketSettings())
        func quotes(_ symbol: Symbol, _ count: Int64, bid: String = "10") -> [MarketRaw] {
            (1...count).map { RawFeed.quote(symbol, $0 * 1_000_000, bid, "1", "11", "\($0)") }
        }
        _ = machine.take(quotes("CALM", 2) + quotes("BUSY", 9)) { _ in 250 }
        _ = machine.take(quotes("LATE", 1)) { _ in 251 }
        _ = machine.take(quotes("DIRTY", 1) + quotes("DIRTY", 2, bid: "12")) { _ in 1 }
        _ = machine.take(quotes("EVEN", 2)) { _ in 1 }
        let all = machine.symbolFigures()
        let worst = MarketSymbolFigures.worst(10, of: all)
        #expect(worst.map(\.symbol) == ["LATE", "DIRTY", "BUSY", "CALM", "EVEN"])
        #expect(worst.map(\.missedTargets) == [1, 0, 0, 0, 0])
        #expect(worst.map(\.faulty) == [0, 2, 0, 0, 0])
        #expect(MarketSymbolFigures.worst(2, of: all) == Array(worst.prefix(2)))
    }
}
