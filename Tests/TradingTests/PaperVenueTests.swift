import Contracts
import Testing

@testable import Trading

@Suite struct PaperVenueTests {
    typealias M = OrderMade

    /// A venue with a quote 100.00×500 / 100.02×300 at 1000 ms, tick 0.01.
    private func venue(_ intents: OrderIntent..., depth: Level2? = nil) -> PaperVenue {
        var venue = PaperVenue(settings: PaperSettings())
        var events: [VenueEvent] = []
        venue.apply(
            M.tick(1_000, "100", "100.02", sizes: ("500", "300"), depth: depth), into: &events)
        for intent in intents {
            venue.submit(M.approved(intent), at: M.at(1_000), into: &events)
        }
        #expect(events.isEmpty)
        return venue
    }

    private func quiet(_ venue: inout PaperVenue) -> [String] {
        var events: [VenueEvent] = []
        venue.quiet(into: &events)
        return events.map(\.brief)
    }

    private func tick(_ venue: inout PaperVenue, _ tick: TickEvent) -> [String] {
        var events: [VenueEvent] = []
        venue.apply(tick, into: &events)
        return events.map(\.brief)
    }

    @Test("An order meets the book after all records up to its arrival")
    func arrival() {
        var venue = venue(M.intent(1))
        #expect(venue.hasWaiting)
        #expect(tick(&venue, M.tick(1_020, "100.10", "100.12")) == [])
        var events: [VenueEvent] = []
        venue.apply(M.tick(1_021, "100.20", "100.22"), into: &events)
        #expect(events.map(\.brief) == ["ack", "fill 100 @ 100.12"])
        #expect(events.map(\.timestamp) == [M.at(1_020), M.at(1_020)])
        #expect(!venue.hasWaiting)
    }

    @Test("A quiet market gives the standing quote at the arrival")
    func quietly() {
        var venue = venue(M.intent(1))
        var events: [VenueEvent] = []
        venue.quiet(into: &events)
        #expect(events.map(\.brief) == ["ack", "fill 100 @ 100.02"])
        #expect(events.last?.timestamp == M.at(1_020))
        #expect(quiet(&venue) == [])
    }

    @Test("A taker walks, MARKET waits for a new quote, own trades are not there twice")
    func walk() {
        // 300 at each of the six prices 100.02 … 100.07.
        var venue = venue(M.intent(1, .buy, "2000"), M.intent(2, .buy, "10"))
        #expect(
            quiet(&venue) == [
                "ack", "fill 300 @ 100.02", "fill 300 @ 100.03", "fill 300 @ 100.04",
                "fill 300 @ 100.05", "fill 300 @ 100.06", "fill 300 @ 100.07", "ack",
            ])
        // Only the bid changed: nothing new to take.
        #expect(tick(&venue, M.tick(1_100, "100.01", "100.02", sizes: ("500", "300"))) == [])
        #expect(
            tick(&venue, M.tick(1_200, "100.01", "100.02", sizes: ("500", "205")))
                == ["fill 200 @ 100.02", "fill 5 @ 100.02", "fill 5 @ 100.03"])
    }

    @Test("A sell that waits finds nothing new when only the offer changes")
    func sellWaits() {
        var venue = venue(M.intent(1, .sell, "3010"))
        #expect(quiet(&venue).last == "fill 500 @ 99.95")
        #expect(tick(&venue, M.tick(1_100, "100", "100.03", sizes: ("500", "300"))) == [])
        #expect(
            tick(&venue, M.tick(1_200, "100", "100.03", sizes: ("501", "300")))
                == ["fill 10 @ 100"])
    }

    @Test("Each trade has an id of its own, the same in every run")
    func executionIds() {
        func ids() -> [String] {
            var venue = venue(M.intent(1, .buy, "700"), M.intent(2, .sell, "700"))
            var events: [VenueEvent] = []
            venue.quiet(into: &events)
            return events.compactMap(\.execution?.id)
        }
        #expect(ids() == ids())
        #expect(ids().count == 5 && Set(ids()).count == 5)
    }

    @Test("A sell walks down, to its limit, then rests there")
    func sellWalk() {
        var venue = venue(M.intent(1, .sell, "1200", limit: "99.99"))
        #expect(quiet(&venue) == ["ack", "fill 500 @ 100", "fill 500 @ 99.99"])
        // A buyer at the limit finds it first in the queue.
        #expect(
            tick(&venue, M.tick(1_100, "99.98", "99.99", trade: ("99.99", "150"), kind: .trade))
                == [])
        #expect(
            tick(&venue, M.tick(1_200, "99.98", "99.99", trade: ("99.99", "150"), kind: .trade))
                == ["fill 150 @ 99.99"])
        #expect(
            tick(&venue, M.tick(1_300, "99.99", "100.00", sizes: ("20", "1"))) == [
                "fill 20 @ 99.99"
            ])
    }

    @Test("Known depth is walked as it is")
    func depth() {
        let level2 = Level2(
            bids: [],
            asks: [
                PriceLevel(price: M.d("100.02"), size: M.d("300")),
                PriceLevel(price: M.d("100.05"), size: M.d("40")),
            ])
        var venue = venue(M.intent(1, .buy, "400"), depth: level2)
        #expect(quiet(&venue) == ["ack", "fill 300 @ 100.02", "fill 40 @ 100.05"])
    }

    @Test("IOC ends with what was there; FOK is all or none")
    func atOnce() {
        var ioc = venue(M.intent(1, .buy, "700", limit: "100.03", .immediateOrCancel))
        #expect(
            quiet(&ioc) == ["ack", "fill 300 @ 100.02", "fill 300 @ 100.03", "cancel IOC"])
        var none = venue(M.intent(1, .buy, "601", limit: "100.03", .fillOrKill))
        #expect(quiet(&none) == ["ack", "cancel FOK"])
        var all = venue(M.intent(1, .buy, "600", limit: "100.03", .fillOrKill))
        #expect(quiet(&all) == ["ack", "fill 300 @ 100.02", "fill 300 @ 100.03"])
        var after = venue(
            M.intent(1, .buy, "1", limit: "100.02"),
            M.intent(2, .buy, "300", limit: "100.02", .fillOrKill))
        #expect(quiet(&after) == ["ack", "fill 1 @ 100.02", "ack", "cancel FOK"])
    }

    @Test("Nothing trades on an old quote")
    func oldQuote() {
        var venue = venue()
        let trade = M.tick(
            8_000, "100", "100.02", sizes: ("500", "300"), trade: ("100.01", "1"), kind: .trade)
        #expect(tick(&venue, trade) == [])
        var events: [VenueEvent] = []
        venue.submit(M.approved(M.intent(1)), at: M.at(8_000), into: &events)
        #expect(quiet(&venue) == ["ack"])
        #expect(tick(&venue, M.tick(8_100, "101", "101.02")) == ["fill 100 @ 101.02"])
    }

    @Test("A cancel takes as long as an order and takes hold after it")
    func cancel() {
        var venue = venue(M.intent(1, limit: "100.01"))
        var events: [VenueEvent] = []
        venue.cancel(M.id(1), into: &events)
        #expect(events.isEmpty && venue.hasWaiting)
        #expect(quiet(&venue) == ["ack", "cancel can"])
        venue.cancel(M.id(1), into: &events)
        #expect(events.map(\.brief) == ["refused"])

        var late = self.venue(M.intent(1, limit: "100.01"))
        _ = quiet(&late)
        events = []
        late.cancel(M.id(1), into: &events)
        #expect(
            tick(&late, M.tick(1_015, "100", "100.01", sizes: ("1", "30"))) == [
                "fill 30 @ 100.01"
            ])
        #expect(tick(&late, M.tick(1_021, "100", "100.01", sizes: ("1", "31"))) == ["cancel can"])
    }

    @Test("DAY ends on the next UTC day, GTC does not")
    func day() {
        var venue = venue(
            M.intent(1, limit: "99"), M.intent(2, limit: "99", .goodTillCanceled))
        _ = quiet(&venue)
        #expect(tick(&venue, M.tick(86_399_999, "100", "100.02")) == [])
        #expect(tick(&venue, M.tick(86_400_000, "100", "100.02")) == ["cancel DAY"])
        #expect(
            tick(&venue, M.tick(86_400_001, "98", "98.02", sizes: ("1", "1"))) == ["fill 1 @ 99"])
    }

    @Test("The commission is per order: the minimum once, the rest by unit, never over 1 %")
    func commission() {
        let settings = PaperSettings()
        func steps(_ fills: [(String, String)]) -> [Notional] {
            var order = PaperOrder(M.intent(1, .buy, "10000"), since: .zero, arrival: nil)
            return fills.compactMap { quantity, price in
                order.fill(M.d(quantity), at: M.d(price), time: .zero, settings).execution
                    .map { Notional($0.commission) }
            }
        }
        #expect(
            steps([("100", "100"), ("50", "100"), ("100", "100")]).map(\.description) == [
                "1", "0", "0.25",
            ])
        #expect(
            steps([("1", "20"), ("1", "20"), ("3", "20")]).map(\.description) == [
                "0.2", "0.2", "0.6",
            ])
        #expect(steps([("1000", "0.1")]).map(\.description) == ["1"])
    }
}
