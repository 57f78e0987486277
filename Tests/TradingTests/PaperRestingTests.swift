import Contracts
import Testing

@testable import Trading

@Suite struct PaperRestingTests {
    typealias M = OrderMade

    /// A venue with a quote 100.00×500 / 100.02×300 at 1000 ms, tick 0.01.
    private func venue(_ intents: OrderIntent...) -> PaperVenue {
        var venue = PaperVenue(settings: PaperSettings())
        var events: [VenueEvent] = []
        venue.apply(
            M.tick(1_000, "100", "100.02", sizes: ("500", "300")), into: &events)
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

    @Test("At the best price the queue ahead is served first")
    func queue() {
        var venue = venue(M.intent(1, limit: "100"), M.intent(2, .buy, "30", limit: "100"))
        #expect(quiet(&venue) == ["ack", "ack"])
        func print(_ ms: Int64, _ size: String, price: String = "100") -> [String] {
            tick(
                &venue,
                M.tick(
                    ms, "100", "100.02", sizes: ("500", "300"), trade: (price, size), kind: .trade))
        }
        #expect(print(1_100, "450") == [])
        // A buyer's trade above does not serve the bid.
        #expect(print(1_150, "450", price: "100.02") == [])
        // 50 of the queue are left, 20 of the 70 fill the older order.
        #expect(print(1_200, "70") == ["fill 20 @ 100"])
        #expect(print(1_300, "90") == ["fill 80 @ 100", "fill 10 @ 100"])
        // Through the price.
        #expect(print(1_400, "5", price: "99.99") == ["fill 5 @ 100"])
        #expect(print(1_500, "50", price: "99.98") == ["fill 15 @ 100"])
        #expect(print(1_600, "50", price: "99.98") == [])
    }

    @Test("A shrinking size shortens the queue; the bid's fall empties it; its rise keeps it")
    func queueChanges() {
        func seller(_ ms: Int64, _ size: String) -> TickEvent {
            M.tick(ms, "100", "100.02", sizes: ("60", "300"), trade: ("100", size), kind: .trade)
        }
        var shrunk = venue(M.intent(1, limit: "100"))
        _ = quiet(&shrunk)
        #expect(tick(&shrunk, M.tick(1_100, "100", "100.02", sizes: ("60", "300"))) == [])
        #expect(tick(&shrunk, M.tick(1_150, "100.01", "100.02", sizes: ("10", "300"))) == [])
        #expect(tick(&shrunk, M.tick(1_160, "100", "100.02", sizes: ("800", "300"))) == [])
        #expect(tick(&shrunk, seller(1_200, "61")) == ["fill 1 @ 100"])

        var fallen = venue(M.intent(1, limit: "100"))
        _ = quiet(&fallen)
        #expect(tick(&fallen, M.tick(1_100, "99.99", "100.02")) == [])
        #expect(tick(&fallen, M.tick(1_150, "100", "100.02", sizes: ("60", "300"))) == [])
        #expect(tick(&fallen, seller(1_200, "7")) == ["fill 7 @ 100"])
    }

    @Test("Behind the best nothing is known until the best comes")
    func behind() {
        var venue = venue(M.intent(1, limit: "99.98"))
        _ = quiet(&venue)
        func seller(_ ms: Int64, _ bid: String, _ price: String, _ size: String) -> TickEvent {
            M.tick(ms, bid, "100.02", sizes: ("40", "300"), trade: (price, size), kind: .trade)
        }
        #expect(tick(&venue, seller(1_100, "99.98", "99.98", "10000")) == [])
        #expect(tick(&venue, seller(1_200, "99.98", "99.98", "45")) == ["fill 5 @ 99.98"])
    }

    @Test("An offer at or below the limit fills at the limit, at most its size")
    func crossed() {
        var venue = venue(M.intent(1, limit: "100.01"), M.intent(2, limit: "100.01"))
        _ = quiet(&venue)
        #expect(
            tick(&venue, M.tick(1_100, "99.99", "100.01", sizes: ("5", "120")))
                == ["fill 100 @ 100.01", "fill 20 @ 100.01"])
        #expect(
            tick(&venue, M.tick(1_200, "99.90", "99.95", sizes: ("5", "50")))
                == ["fill 50 @ 100.01"])
    }

    @Test("Inside the spread the mid tells the aggressor, at the mid the last different price")
    func aggressor() {
        var venue = venue(M.intent(1, limit: "100.01"))
        _ = quiet(&venue)
        func print(_ ms: Int64, _ price: String, _ size: String) -> [String] {
            tick(
                &venue,
                M.tick(
                    ms, "100", "100.02", sizes: ("500", "300"), trade: (price, size), kind: .trade))
        }
        #expect(print(1_100, "100.01", "1") == [])
        #expect(print(1_200, "100.005", "2") == ["fill 2 @ 100.01"])
        #expect(print(1_300, "100.01", "3") == [])
        #expect(print(1_400, "100.02", "4") == [])
        #expect(print(1_500, "100.01", "5") == ["fill 5 @ 100.01"])
        #expect(print(1_600, "100.01", "6") == ["fill 6 @ 100.01"])
    }

    @Test("Ticks without a kind print when their last trade changed")
    func unkind() {
        var venue = venue(M.intent(1, limit: "100.01"))
        _ = quiet(&venue)
        func plain(_ ms: Int64, _ price: String, _ size: String) -> [String] {
            tick(
                &venue,
                M.tick(ms, "100", "100.02", sizes: ("500", "300"), trade: (price, size), kind: nil))
        }
        #expect(plain(1_100, "100", "9") == [])
        #expect(plain(1_200, "100", "9") == [])
        #expect(plain(1_300, "100", "8") == ["fill 8 @ 100.01"])
    }
}
