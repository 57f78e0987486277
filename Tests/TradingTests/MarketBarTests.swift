import Contracts
import Testing
import Trading

@Suite("Bars become bar events")
struct MarketBarTests {
    @Test(
        "sizes that have a duration pass, the others are dead letters", arguments: BarSize.allCases)
    func sizes(_ size: BarSize) {
        let durations: [BarSize: BarDuration] = [
            .min1: .minute1, .mins5: .minute5, .mins15: .minute15, .mins30: .minute30,
            .hour1: .hour1, .hours4: .hour4, .day1: .day1,
        ]
        let effects = RawFeed.run(
            [RawFeed.bar("SPY", 7, ["10", "12", "9", "11"], size: size)],
            MarketSettings(barStamp: .close))
        if let duration = durations[size] {
            #expect(
                effects == [
                    .bar(
                        BarEvent(
                            symbol: "SPY", timestamp: Timestamp(nanoseconds: 7),
                            open: Decimal9(10), high: Decimal9(12), low: Decimal9(9),
                            close: Decimal9(11), volume: 100, duration: duration))
                ])
        } else {
            #expect(effects.map(\.word) == ["unsupported_bar_size"])
        }
    }

    @Test(
        "prices of a bar",
        arguments: [
            (["10", "10", "10", "10"], "bar"),
            (["10", "12", "9", "11"], "bar"),
            (["10", "11.999999999", "9", "12"], "bar_range"),
            (["12", "11.999999999", "9", "10"], "bar_range"),
            (["10", "12", "10.000000001", "11"], "bar_range"),
            (["11", "12", "10.000000001", "10"], "bar_range"),
            (["0.000001", "0.000001", "0.000001", "0.000001"], "bar"),
            (["10", "12", "0.000000999", "11"], "invalid_price"),
            (["0", "12", "9", "11"], "invalid_price"),
            (["10", "-1", "9", "11"], "invalid_price"),
            (["10", "12", "9", "-0.5"], "invalid_price"),
        ])
    func prices(_ prices: [String], _ word: String) {
        #expect(RawFeed.run([RawFeed.bar("SPY", 1, prices)]).map(\.word) == [word])
    }

    @Test(
        "the volume is rounded half to even; TWS writes -1 for none",
        arguments: [
            ("0", 0), ("9000000000", 9_000_000_000), ("-1", 0), ("0.5", 0), ("1.5", 2),
            ("2.5", 2), ("2.500000001", 3), ("100.000000001", 100), ("-2", nil), ("-0.5", nil),
            ("-0.000000001", nil),
        ] as [(String, Int64?)])
    func volumes(_ text: String, _ volume: Int64?) {
        let effects = RawFeed.run([RawFeed.bar("SPY", 1, ["10", "12", "9", "11"], volume: text)])
        #expect(effects.first?.bar?.volume == volume)
        if volume == nil { #expect(effects.map(\.word) == ["invalid_volume"]) }
    }

    @Test(
        "the security type gives the asset class",
        arguments: [
            (nil, .equity), ("STK", .equity), ("FUT", .future), ("CASH", .forex),
            ("CRYPTO", .crypto), ("BOND", .bond), ("CONTFUT", .future), ("OPT", nil), ("", nil),
            ("stk", nil),
        ] as [(String?, AssetClass?)])
    func assetClasses(_ secType: String?, _ assetClass: AssetClass?) {
        var raw = RawFeed.bar("SPY", 1, ["10", "12", "9", "11"])
        raw.secType = secType
        let effects = RawFeed.run([raw])
        #expect(effects.first?.bar?.assetClass == assetClass)
        if assetClass == nil { #expect(effects.map(\.word) == ["unknown_sec_type"]) }
    }

    @Test("a quote of an option is not one of the symbol")
    func option() {
        var raw = RawFeed.quote("SPY", 1, "3", "1", "4", "1")
        raw.secType = "OPT"
        #expect(RawFeed.run([raw]).map(\.word) == ["unknown_sec_type"])
    }

    @Test(
        "exchange and currency are carried when they are legal",
        arguments: [
            ("SMART", "EUR", "bar"), ("", "USD", "bar"),
            (String(repeating: "é", count: 32), "USD", "bar"),
            (String(repeating: "é", count: 33), "USD", "invalid_exchange"),
            ("SMART", "eur", "invalid_currency"), ("SMART", "EURO", "invalid_currency"),
            ("SMART", "", "invalid_currency"), ("SMART", "E1R", "invalid_currency"),
        ])
    func venue(_ exchange: String, _ currency: String, _ word: String) {
        var raw = RawFeed.bar("SPY", 1, ["10", "12", "9", "11"])
        raw.exchange = exchange
        raw.currency = currency
        let effects = RawFeed.run([raw])
        #expect(effects.map(\.word) == [word])
        guard let bar = effects.first?.bar else { return }
        #expect(bar.exchange == exchange && bar.currency == currency)
    }

    @Test(
        "until there is a change, the first bar's range tells what a jump is",
        arguments: [
            ("10", "10", "price_jump"), ("10.1", "9.9", "bar"), ("10.09", "9.91", "price_jump"),
        ])
    func firstRange(_ high: String, _ low: String, _ word: String) {
        // 13 %: twelve deviations of a range of 2 % are 14.4 %, of 1.8 % they are 12.97 %.
        let effects = RawFeed.run([
            RawFeed.bar("SPY", 1, ["10", high, low, "10"]),
            RawFeed.bar("SPY", 2, ["10", "11.3", "10", "11.3"]),
        ])
        #expect(effects.map(\.word) == ["bar", word])
    }

    @Test("bars of each duration keep an order of their own, apart from the ticks")
    func order() {
        let prices = ["10", "12", "9", "11"]
        let effects = RawFeed.run([
            RawFeed.quote("SPY", 1000, "10", "1", "11", "1"),
            RawFeed.bar("SPY", 500, prices),
            RawFeed.bar("SPY", 400, prices, size: .min1),
            RawFeed.bar("SPY", 499, prices),
            RawFeed.bar("SPY", 501, prices),
            RawFeed.quote("SPY", 1000, "10", "1", "11", "2"),
        ])
        #expect(effects.map(\.word) == ["tick", "bar", "bar", "out_of_order", "bar", "tick"])
    }
}
