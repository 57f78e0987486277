import Contracts
import Testing

@testable import Trading

@Suite struct RiskGateTests {
    typealias M = OrderMade

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var code: RiskCode?
        var intent = M.intent(1)
        var change: @Sendable (inout RiskSettings, inout RiskView) -> Void = { _, _ in }
        var bid = "99.99"
        var ask = "100.01"
        var kafkaTime: Int64 = 1_000
        var wall: Int64 = 1_000
        var testDescription: String { name }
    }

    static let cases: [Case] = [
        Case(name: "a plain order passes"),
        Case(name: "quantity at the limit", intent: M.intent(1, .buy, "10000")) { s, _ in
            s.maxOrderNotional = .max
            s.maxPositionNotional = .max
            s.maxGrossExposure = .max
            s.maxNetExposure = .max
        },
        Case(name: "quantity over", code: .orderQty, intent: M.intent(1, .buy, "10000.1")) { s, _ in
            s.maxOrderNotional = .max
            s.maxPositionNotional = .max
            s.maxGrossExposure = .max
            s.maxNetExposure = .max
        },
        Case(name: "notional at the limit", intent: M.intent(1, .buy, "1000", limit: "100")),
        Case(
            name: "notional over by a billionth", code: .orderNotional,
            intent: M.intent(1, .buy, "1000", limit: "100.000000001")),
        Case(
            name: "a low sell limit is valued at the reference", code: .orderNotional,
            intent: M.intent(1, .sell, "1001", limit: "99")),
        Case(name: "buy at the collar", intent: M.intent(1, limit: "105")),
        Case(name: "buy above it", code: .priceCollar, intent: M.intent(1, limit: "105.01")),
        Case(name: "sell at the collar", intent: M.intent(1, .sell, limit: "95")),
        Case(name: "sell below it", code: .priceCollar, intent: M.intent(1, .sell, limit: "94.99")),
        Case(name: "buy at the far side", intent: M.intent(1, limit: "80")),
        Case(
            name: "buy beyond the far side", code: .priceCollar, intent: M.intent(1, limit: "79.99")
        ),
        Case(name: "sell at the far side", intent: M.intent(1, .sell, limit: "120")),
        Case(
            name: "sell beyond the far side", code: .priceCollar,
            intent: M.intent(1, .sell, limit: "120.01")),
        Case(name: "a spread of 2 %", bid: "99", ask: "101"),
        Case(name: "a wider spread", code: .noReference, bid: "98.99", ask: "101.01"),
        Case(name: "a quote of 5 s", intent: M.intent(1, at: 6_000), kafkaTime: 6_000, wall: 6_000),
        Case(
            name: "an older quote", code: .noReference, intent: M.intent(1, at: 6_001),
            kafkaTime: 6_001, wall: 6_001),
        Case(
            name: "old by record time, young by Kafka time: a live feed that lags",
            intent: M.intent(1, at: 90_000)),
        Case(
            name: "young by record time, old by Kafka time: a replay", kafkaTime: 90_000,
            wall: 90_000),
        Case(name: "an intent of 5 s", wall: 6_000),
        Case(name: "an older intent", code: .stale, wall: 6_001),
        Case(name: "position at the limit", intent: M.intent(1)) { _, v in
            v.position = Int128(2_400) * 1_000_000_000
        },
        Case(name: "position over", code: .position, intent: M.intent(1)) { _, v in
            v.position = Int128(2_400) * 1_000_000_000
            v.openBuys = 1
            v.prices = Self.prices("100", "100.0")
        },
        Case(name: "the other side's open orders do not net", code: .position) { _, v in
            v.openBuys = Int128(2_450) * 1_000_000_000
            v.openSells = Int128(2_450) * 1_000_000_000
        },
        Case(name: "a reducing order passes", intent: M.intent(1, .sell)) { s, v in
            v.position = Int128(100) * 1_000_000_000
            s.maxPositionNotional = .one
            s.maxGrossExposure = .one
            s.maxNetExposure = .one
        },
        Case(
            name: "one that crosses zero does not", code: .position,
            intent: M.intent(1, .sell, "100.1")
        ) { s, v in
            v.position = Int128(100) * 1_000_000_000
            s.maxPositionNotional = .one
        },
        Case(
            name: "nor one whose side is already open to zero", code: .position,
            intent: M.intent(1, .buy)
        ) { s, v in
            v.position = Int128(-100) * 1_000_000_000
            v.openBuys = 1
            s.maxPositionNotional = .one
        },
        Case(name: "gross at the limit") { _, v in v.others.gross = Notional(Decimal9(990_000)) },
        Case(name: "gross over", code: .gross) { _, v in
            v.others.gross = Notional(Decimal9(990_000)) + Notional(nanos: 1)
        },
        Case(name: "net long at the limit") { _, v in v.others.long = Notional(Decimal9(490_000)) },
        Case(name: "net long over", code: .net) { _, v in
            v.others.long = Notional(Decimal9(490_000)) + Notional(nanos: 1)
        },
        Case(name: "net short over", code: .net, intent: M.intent(1, .sell)) { _, v in
            v.others.short = Notional(Decimal9(-490_000)) + Notional(nanos: -1)
        },
        Case(name: "open orders at the limit") { _, v in v.openOrders = 199 },
        Case(name: "open orders over", code: .openOrders) { _, v in v.openOrders = 200 },
        Case(name: "short allowed", intent: M.intent(1, .sell)),
        Case(name: "short forbidden", code: .short, intent: M.intent(1, .sell)) { s, v in
            s.allowShort = false
            v.position = Int128(100) * 1_000_000_000
            v.openSells = 1
        },
        Case(name: "selling out is not short", intent: M.intent(1, .sell)) { s, v in
            s.allowShort = false
            v.position = Int128(100) * 1_000_000_000
        },
        Case(name: "restricted", code: .restricted) { s, _ in s.restricted = ["QQQ", "SPY"] },
        Case(name: "another symbol is restricted") { s, _ in s.restricted = ["QQQ"] },
        Case(name: "seen", code: .duplicate) { _, v in v.isDuplicate = true },
        Case(name: "account halted", code: .halted) { _, v in
            v.halts = [Halt(scope: .account, reason: "test")]
        },
        Case(name: "strategy halted", code: .halted) { _, v in
            v.halts = [Halt(scope: .strategy(.ofi), reason: "test")]
        },
        Case(name: "symbol halted", code: .halted) { _, v in
            v.halts = [Halt(scope: .symbol("SPY"), reason: "test")]
        },
        Case(name: "others halted") { _, v in
            v.halts = [
                Halt(scope: .strategy(.tsx), reason: "test"),
                Halt(scope: .symbol("QQQ"), reason: "test"),
            ]
        },
        Case(name: "STOP", code: .unsupported, intent: M.intent(1, type: .stop)),
        Case(name: "STOP_LIMIT", code: .unsupported, intent: M.intent(1, type: .stopLimit)),
        Case(name: "ADAPTIVE", code: .unsupported, intent: M.intent(1, type: .adaptive)),
        Case(name: "LIMIT without a limit", code: .unsupported, intent: M.intent(1, type: .limit)),
        Case(name: "nothing to trade", code: .orderQty, intent: M.intent(1, .buy, "0")),
    ]

    static func prices(_ bid: String, _ ask: String) -> ReferenceBook {
        var prices = ReferenceBook()
        prices.apply(M.tick(1_000, bid, ask), kafkaTime: M.at(1_000))
        return prices
    }

    @Test("Each limit holds on its edge and breaks past it", arguments: cases)
    func limits(_ item: Case) {
        var settings = RiskSettings()
        var view = RiskView()
        view.prices = Self.prices(item.bid, item.ask)
        item.change(&settings, &view)
        var gate = RiskGate(settings: settings)
        let verdict = gate.review(
            item.intent, view, kafkaTime: M.at(item.kafkaTime), wall: M.at(item.wall))
        switch verdict {
        case .approved(let approved, _):
            #expect(item.code == nil)
            #expect(approved.order == item.intent)
        case .rejected(let breaches):
            #expect(breaches.map(\.code) == (item.code.map { [$0] } ?? []), "\(breaches)")
            #expect(item.code != nil)
        }
    }

    @Test("All breaches are listed together, in the order of the checks")
    func everything() {
        var settings = RiskSettings(
            maxOpenOrders: 1, maxOrdersPerSecond: 1, burst: 0, allowShort: false)
        settings.restricted = ["SPY"]
        settings.maxGrossExposure = .one
        settings.maxNetExposure = .one
        var gate = RiskGate(settings: settings)
        var view = RiskView()
        view.prices = Self.prices("100", "100")
        view.halts = [Halt(scope: .account, reason: "test")]
        view.isDuplicate = true
        view.openOrders = 1
        let intent = M.intent(1, .sell, "12000", limit: "50")
        let verdict = gate.review(intent, view, kafkaTime: M.at(1_000), wall: M.at(90_000))
        guard case .rejected(let breaches) = verdict else {
            Issue.record("approved")
            return
        }
        let expected: [RiskCode] = [
            .halted, .duplicate, .stale, .restricted, .orderQty, .orderNotional, .priceCollar,
            .short, .position, .gross, .net, .openOrders, .rate,
        ]
        #expect(breaches.map(\.code) == expected)
        #expect(breaches[4].description == "ORDER_QTY: 12000 over 10000")
        #expect(breaches[2].description == "STALE: 89000 ms over 5000 ms")
        #expect(
            breaches[6].description == "PRICE_COLLAR: 50 more than 5 % from 100")
    }

    @Test("The bucket gives a burst, then the rate, and ignores a clock that goes back")
    func rate() {
        var rate = OrderRate(burst: 2)
        func go(_ ms: Int64) -> Bool {
            guard rate.allows(at: M.at(ms), perSecond: 20, burst: 2) else { return false }
            rate.take()
            return true
        }
        #expect(go(0) && go(0))
        #expect(!go(0))
        #expect(!go(49))
        #expect(go(50))
        #expect(!go(20))
        #expect(!go(99))
        #expect(go(100))
        #expect(go(60_000) && go(60_000))
        #expect(!go(60_000))
    }

    @Test("A trade's tick does not make its quote younger, and a wide quote gives way to a trade")
    func references() {
        var prices = Self.prices("99", "101")
        let late = M.tick(7_000, "99", "101", trade: ("100.5", "1"), kind: .trade)
        prices.apply(late, kafkaTime: M.at(7_000))
        func reference() -> Decimal9? {
            prices.reference(at: M.at(7_000), kafkaTime: M.at(7_000), maxAge: 5_000_000_000)
        }
        #expect(reference() == M.d("100.5"))
        prices.apply(M.tick(7_000, "90", "101"), kafkaTime: M.at(7_000))
        #expect(reference() == M.d("100.5"))
        prices.apply(M.tick(7_000, "100.1", "100.2"), kafkaTime: M.at(7_000))
        #expect(reference() == M.d("100.15"))
        var bars = ReferenceBook()
        bars.apply(M.bar(7_000, "1", "2", "1", "1.5"), kafkaTime: M.at(7_000))
        #expect(
            bars.reference(at: M.at(7_000), kafkaTime: M.at(7_000), maxAge: 0) == M.d("1.5"))
    }

    @Test("Shares of an amount are exact and round half to even")
    func shares() {
        #expect(Notional(nanos: 5).share(1, of: 2) == Notional(nanos: 2))
        #expect(Notional(nanos: 7).share(1, of: 2) == Notional(nanos: 4))
        #expect(Notional(nanos: -7).share(1, of: 2) == Notional(nanos: -4))
        let large: Int128 = 1 << 100
        #expect(Notional(nanos: large).share(large - 1, of: large) == Notional(nanos: large - 1))
        #expect(Notional(nanos: -1_500_000_000).description == "-1.5")
        #expect(Notional(nanos: 12_000_000_000_000).description == "12000")
    }
}
