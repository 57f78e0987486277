import Contracts
import Testing
import Trading

@Suite("Quotes, trades and depth become ticks")
struct MarketTickTests {
    let second = RawFeed.second

    @Test("a quote carries the latest trade, a trade carries the latest quote")
    func carrying() throws {
        let effects = RawFeed.run([
            RawFeed.quote("SPY", 1, "100", "5", "100.02", "7"),
            RawFeed.trade("SPY", 2, "100.01", "3"),
            RawFeed.quote("SPY", 3, "100.01", "6", "100.03", "8"),
        ])
        let ticks = effects.compactMap(\.tick)
        try #require(ticks.count == 3 && effects.count == 3)
        #expect(ticks[0].last == nil && ticks[0].lastSize == nil)
        #expect(ticks.map(\.metadata?.kind) == [.quote, .trade, .quote])
        #expect(ticks.map(\.timestamp.nanoseconds) == [1, 2, 3])
        #expect(ticks[1].bid == Decimal9(100) && ticks[1].bidSize == Decimal9(5))
        #expect(ticks[1].ask == RawFeed.decimal("100.02") && ticks[1].askSize == Decimal9(7))
        #expect(ticks[1].last == RawFeed.decimal("100.01") && ticks[1].lastSize == Decimal9(3))
        #expect(ticks[2].last == RawFeed.decimal("100.01") && ticks[2].lastSize == Decimal9(3))
    }

    @Test("a trade before the first quote is dropped, and the first quote carries it")
    func tradeFirst() {
        var machine = MarketMachine(MarketSettings())
        let effects = machine.take([
            RawFeed.trade("SPY", 1, "100.01", "3"),
            RawFeed.quote("SPY", 2, "100", "5", "100.02", "7"),
        ])
        #expect(effects.map(\.word) == ["trade_before_quote", "tick"])
        #expect(effects[1].tick?.last == RawFeed.decimal("100.01"))
        #expect(machine.counters[.tradeBeforeQuote] == 1)
        #expect(machine.counters.trades == 1 && machine.counters.quotes == 1)
        #expect(machine.counters.ticks == 1)
    }

    @Test(
        "prices and sizes of a quote",
        arguments: [
            ("100", "1", "100", "1", "tick"),  // locked
            ("100.000000001", "1", "100", "1", "crossed"),
            ("-1", "0", "100", "1", "no_quote"),
            ("100", "1", "-1", "0", "no_quote"),
            ("100", "1", "-1", "5", "no_quote"),
            ("-1", "0", "-1", "0", "no_quote"),
            ("100", "0", "100.01", "1", "no_quote"),
            ("100", "1", "100.01", "0", "no_quote"),
            ("100", "0", "99", "1", "no_quote"),
            ("0", "0", "100", "1", "no_quote"),
            ("0", "1", "100", "1", "invalid_price"),
            ("0.000000001", "0.000000001", "0.000000001", "0.000000001", "tick"),
            ("-0.5", "1", "100", "1", "invalid_price"),
            ("100", "1", "-2", "1", "invalid_price"),
            ("100", "-1", "101", "1", "invalid_size"),
            ("100", "1", "101", "-0.000000001", "invalid_size"),
            ("-1", "0", "101", "-3", "invalid_size"),
        ])
    func quotes(_ row: (String, String, String, String, String)) {
        let (bid, bidSize, ask, askSize, word) = row
        let effects = RawFeed.run([RawFeed.quote("SPY", 1, bid, bidSize, ask, askSize)])
        #expect(effects.map(\.word) == [word])
    }

    @Test(
        "price and size of a trade",
        arguments: [
            ("0.000000001", "0", "tick"), ("0", "1", "invalid_price"),
            ("-1", "1", "invalid_price"), ("0.000000001", "-0.000000001", "invalid_size"),
        ])
    func trades(_ row: (String, String, String)) {
        let effects = RawFeed.run([
            RawFeed.quote("SPY", 1, "0.000000001", "1", "0.000000001", "1"),
            RawFeed.trade("SPY", 2, row.0, row.1),
        ])
        #expect(effects.map(\.word) == ["tick", row.2])
    }

    @Test(
        "a depth snapshot",
        arguments: [
            ([("10", "1"), ("9", "2")], [("11", "1"), ("12", "0")], "tick"),
            ([("10", "1")], [("10", "1")], "tick"),
            ([("10.01", "1")], [("10", "1")], "crossed"),
            ([], [("10", "1")], "no_quote"),
            ([("10", "1")], [], "no_quote"),
            ([("-1", "0")], [("10", "1")], "no_quote"),
            ([("10", "0")], [("11", "1")], "no_quote"),
            ([("10", "1"), ("10", "2")], [("11", "1")], "depth_order"),
            ([("10", "1"), ("10.5", "2")], [("11", "1")], "depth_order"),
            ([("10", "1")], [("12", "1"), ("11", "1")], "depth_order"),
            ([("10", "1"), ("0", "2")], [("11", "1")], "invalid_price"),
            ([("10", "1"), ("9", "-2")], [("11", "1")], "invalid_size"),
        ])
    func depths(_ bids: [(String, String)], _ asks: [(String, String)], _ word: String) {
        let effects = RawFeed.run([RawFeed.depth("SPY", 1, bids: bids, asks: asks)])
        #expect(effects.map(\.word) == [word])
        guard let tick = effects.first?.tick else { return }
        #expect(tick.level2 == Level2(bids: RawFeed.levels(bids), asks: RawFeed.levels(asks)))
        #expect(
            tick.bid == RawFeed.decimal(bids[0].0) && tick.askSize == RawFeed.decimal(asks[0].1))
        #expect(tick.metadata?.kind == .quote)
    }

    @Test("of more than fifty levels the best fifty are kept", arguments: [50, 51])
    func cut(_ count: Int) throws {
        let bids = (0..<count).map { ("\(100 - $0)", "\($0 + 1)") }
        let asks = (0..<count).map { ("\(101 + $0)", "\($0 + 1)") }
        var machine = MarketMachine(MarketSettings())
        let effects = machine.take([RawFeed.depth("SPY", 1, bids: bids, asks: asks)])
        let book = try #require(effects.first?.tick?.level2)
        #expect(book.bids == RawFeed.levels(Array(bids[..<50])))
        #expect(book.asks == RawFeed.levels(Array(asks[..<50])))
        #expect(machine.counters.cutDepths == count - 50)
    }

    @Test(
        "symbols as events carry them",
        arguments: [
            ("BRK B", "BRK.B"), ("BRK.B", "BRK.B"), ("BTC-USD", "BTC-USD"), ("A", "A"),
            ("A_1 B", "A_1.B"), ("ABCDEFGHIJ0123456789", "ABCDEFGHIJ0123456789"),
            (" AB", nil), ("AB ", nil), (".A", nil), ("A-", nil), ("aapl", nil), ("A/B", nil),
        ] as [(String, String?)])
    func symbols(_ raw: String, _ event: String?) throws {
        let symbol = try #require(Symbol(raw))
        let effects = RawFeed.run([RawFeed.quote(symbol, 1, "10", "1", "11", "1")])
        #expect(effects.first?.tick?.symbol.description == event)
        if event == nil { #expect(effects.map(\.word) == ["invalid_symbol"]) }
    }

    @Test(
        "a currency is named with the one it is paid in",
        arguments: [
            ("EUR", "CASH", "USD", "EUR.USD"), ("EUR", "CASH", "JPY", "EUR.JPY"),
            ("EUR.USD", "CASH", "USD", "EUR.USD"), ("EUR", "CASH", nil, "EUR"),
            ("EURO", "CASH", "USD", "EURO"), ("EUR", "STK", "USD", "EUR"),
            ("EUR", "CASH", "usd", "EUR"), ("EU1", "CASH", "USD", "EU1"),
            ("ESZ5", "FUT", "USD", "ESZ5"), ("BTC", "CRYPTO", "USD", "BTC"),
            ("ETH.USD", "CRYPTO", "USD", "ETH.USD"),
        ] as [(String, String, String?, String)])
    func pairs(_ row: (String, String, String?, String)) throws {
        var raw = RawFeed.quote(try #require(Symbol(row.0)), 1, "1.1225", "1", "1.12255", "1")
        raw.secType = row.1
        raw.currency = row.2
        #expect(RawFeed.run([raw]).first?.tick?.symbol.description == row.3)
    }

    @Test("currencies in dollars and in yen are two symbols, and the local symbol is one of them")
    func crossRates() {
        func quote(_ symbol: Symbol, _ currency: String, _ time: Int64) -> MarketRaw {
            var raw = RawFeed.quote(symbol, time, "100", "1", "100", "1")
            raw.secType = "CASH"
            raw.currency = currency
            return raw
        }
        var machine = MarketMachine(MarketSettings())
        _ = machine.take([
            quote("EUR", "USD", 1), quote("EUR", "JPY", 2), quote("EUR.USD", "USD", 3),
        ])
        #expect(machine.symbolFigures().map(\.symbol) == ["EUR.JPY", "EUR.USD"])
        #expect(machine.figures(of: "EUR.USD")?.ticks == 2)
    }

    @Test("a symbol written with a blank and with a dot is one symbol")
    func oneSymbol() {
        var machine = MarketMachine(MarketSettings())
        let effects = machine.take([
            RawFeed.quote("BRK B", 1, "10", "1", "11", "1"),
            RawFeed.trade("BRK.B", 2, "10.5", "1"),
            RawFeed.quote("BRK B", 3, "10", "2", "11", "1"),
        ])
        #expect(effects.map(\.word) == ["tick", "tick", "tick"])
        #expect(effects[2].tick?.last == RawFeed.decimal("10.5"))
        #expect(machine.symbolCount == 1)
    }
}
