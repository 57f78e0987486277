import Contracts
import Testing

@testable import Trading

@Suite struct PaperBarTests {
    typealias M = OrderMade
    static let day: Int64 = 86_400_000

    private func run(
        _ intents: [OrderIntent], _ bars: [BarEvent]
    ) -> [[String]] {
        var venue = PaperVenue(settings: PaperSettings())
        var events: [VenueEvent] = []
        venue.apply(M.bar(0, "100", "101", "99", "100"), into: &events)
        for intent in intents { venue.submit(M.approved(intent), at: .zero, into: &events) }
        #expect(!venue.hasWaiting)
        venue.quiet(into: &events)
        #expect(events.isEmpty)
        return bars.map { bar in
            events = []
            venue.apply(bar, into: &events)
            return events.map(\.brief)
        }
    }

    @Test("MARKET trades at the next open, worse by half the spread and the impact")
    func market() {
        // POV 0.01: 0.01^0.7 = 0.039810717; λ times it 0.000019905; half of 2 bp 0.0001.
        let bar = M.bar(Self.day, "100", "101", "99", "100.5", volume: 10_000)
        #expect(run([M.intent(1)], [bar]) == [["ack", "fill 100 @ 100.0119905"]])
        #expect(run([M.intent(1, .sell)], [bar]) == [["ack", "fill 100 @ 99.9880095"]])
    }

    @Test("All own orders together take at most the cap, in whole units")
    func cap() {
        let bars = [1, 2, 3].map {
            M.bar(Self.day * $0, "100", "101", "99", "100", volume: 1_010)
        }
        let out = run(
            [
                M.intent(1, .buy, "70", limit: "110", .goodTillCanceled),
                M.intent(2, .sell, "20", limit: "90", .goodTillCanceled),
            ], bars)
        // 8 % of 1010 are 80.8.
        #expect(
            out == [["ack", "fill 70 @ 100", "ack", "fill 10 @ 100"], ["fill 10 @ 100"], []])
    }

    @Test(
        "A LIMIT fills when the bar goes through it, at the better of limit and open",
        arguments: [
            (Direction.buy, "99", [String]()), (.buy, "99.5", ["fill 100 @ 99.5"]),
            (.buy, "100.5", ["fill 100 @ 100"]), (.sell, "101", []),
            (.sell, "100.5", ["fill 100 @ 100.5"]), (.sell, "99.5", ["fill 100 @ 100"]),
        ])
    func limit(_ direction: Direction, _ limit: String, _ fills: [String]) {
        let bar = M.bar(Self.day, "100", "101", "99", "100")
        #expect(run([M.intent(1, direction, limit: limit)], [bar]) == [["ack"] + fills])
    }

    @Test("DAY has one daily bar, IOC what is in it, FOK all or none")
    func force() {
        let bars = [1, 2].map { M.bar(Self.day * $0, "100", "101", "99", "100", volume: 1_000) }
        #expect(run([M.intent(1, .buy, "100")], bars).map(\.count) == [2, 1])
        #expect(run([M.intent(1, limit: "90")], bars) == [["ack"], ["cancel DAY"]])
        #expect(
            run([M.intent(1, limit: "110", .immediateOrCancel)], bars)
                == [["ack", "fill 80 @ 100", "cancel IOC"], []])
        #expect(
            run([M.intent(1, limit: "110", .fillOrKill)], bars) == [["ack", "cancel FOK"], []])
        #expect(
            run([M.intent(1, .buy, "80", limit: "110", .fillOrKill)], bars)
                == [["ack", "fill 80 @ 100"], []])
    }

    @Test("An empty bar trades nothing; a longer bar than the shortest is not the market")
    func odd() {
        let empty = M.bar(Self.day, "100", "100", "100", "100", volume: 0)
        #expect(run([M.intent(1)], [empty]) == [["ack"]])
        let minute = M.bar(60_000, "100", "100", "100", "100", volume: 0, .minute1)
        let long = M.bar(70_000, "100", "100", "100", "100")
        #expect(run([M.intent(1)], [minute, long]) == [["ack"], []])
    }

    @Test(
        "The power is the true one to 2e-7 and the same everywhere",
        arguments: [
            (0, 0), (1_000_000_000, 1_000_000_000), (10_000_000, 39_810_717),
            (80_000_000, 170_672_280), (500_000_000, 615_572_207), (1, 501),
        ] as [(Int64, Int64)])
    func power(_ x: Int64, _ expected: Int64) {
        let power = ImpactPower.power7of10(Decimal9(nanos: x)).nanos
        #expect(abs(power - expected) <= 200)
    }

    @Test("The power never falls")
    func monotone() {
        var last = Decimal9.zero
        for step in 0...2_000 {
            let power = ImpactPower.power7of10(Decimal9(nanos: Int64(step) * 500_000))
            #expect(power >= last)
            last = power
        }
    }
}
