import Contracts
import Testing

@testable import Trading

@Suite struct PacingTests {
    private static let second: Int64 = 1_000_000_000

    private func at(_ seconds: Double) -> Timestamp {
        Timestamp(nanoseconds: Int64(seconds * 1000) * 1_000_000)
    }

    private func history(_ contract: String, _ parameters: String, _ type: String = "TRADES")
        -> PacedRequest
    {
        .historical(
            HistoricalRequest(
                contract: contract, exchange: "SMART", tickType: type, parameters: parameters))
    }

    @Test func `A token comes back one window after it was taken`() {
        var bucket = TokenBucket(limit: 2, window: Self.second)
        bucket.take(at: at(10))
        #expect(bucket.earliest(at: at(10.2)) == at(10.2))
        bucket.take(at: at(10.4))
        #expect(bucket.earliest(at: at(10.5)) == at(11))
        #expect(bucket.earliest(2, at: at(10.5)) == at(11.4))
        #expect(bucket.earliest(at: at(12)) == at(12))
        bucket.take(at: at(11))
        #expect(bucket.earliest(at: at(11)) == at(11.4))
    }

    @Test func `A clock that steps back gives nothing away`() {
        var bucket = TokenBucket(limit: 2, window: Self.second)
        bucket.take(at: at(10))
        bucket.take(at: at(9))
        #expect(bucket.earliest(2, at: at(9)) == at(11))
    }

    @Test func `Fifty messages go within a second, whatever they are`() {
        var pacer = RequestPacer()
        for i in 0..<50 {
            let time = at(Double(i) * 0.01)
            #expect(pacer.earliest(.plain, at: time) == time)
            pacer.send(.plain, at: time)
        }
        #expect(pacer.earliest(.plain, at: at(0.6)) == at(1))
        #expect(pacer.earliest(history("1", "a"), at: at(0.6)) == at(1))
    }

    @Test func `Sixty historical requests go within ten minutes`() {
        var pacer = RequestPacer()
        for i in 0..<60 {
            let time = at(Double(i))
            let request = history("\(i)", "a")
            #expect(pacer.earliest(request, at: time) == time)
            pacer.send(request, at: time)
        }
        #expect(pacer.earliest(history("x", "a"), at: at(100)) == at(600))
        #expect(pacer.earliest(history("x", "a", "BID_ASK"), at: at(100)) == at(601))
        #expect(pacer.earliest(.plain, at: at(100)) == at(100))
    }

    @Test func `An identical request waits fifteen seconds`() {
        var pacer = RequestPacer()
        pacer.send(history("1", "a"), at: at(5))
        #expect(pacer.earliest(history("1", "a"), at: at(6)) == at(20))
        #expect(pacer.earliest(history("1", "b"), at: at(6)) == at(6))
    }

    @Test func `Six of one contract, exchange and tick type go within two seconds`() {
        var pacer = RequestPacer()
        for i in 0..<6 { pacer.send(history("1", "\(i)"), at: at(1 + Double(i) * 0.1)) }
        #expect(pacer.earliest(history("1", "x"), at: at(2)) == at(3))
        #expect(pacer.earliest(history("1", "x", "MIDPOINT"), at: at(2)) == at(2))
        #expect(pacer.earliest(history("2", "x"), at: at(2)) == at(2))
        pacer.send(history("1", "x"), at: at(3))
        #expect(pacer.earliest(history("1", "y"), at: at(3)) == at(3.1))
        #expect(pacer.earliest(history("1", "z", "BID_ASK"), at: at(3)) == at(3))
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `Random requests that wait as told break no rule and wait no longer`(seed: UInt64) {
        var random = MarketRandom(seed: seed)
        var pacer = RequestPacer()
        var sent: [(PacedRequest, Int64)] = []
        var now: Int64 = 0
        for _ in 0..<400 {
            now += Int64(random.next() % 700_000_000)
            let contract = "\(random.next() % 3)"
            let kind = random.next() % 10
            let request =
                kind < 3 ? PacedRequest.plain : history(contract, "\(random.next() % 40)")
            let time = pacer.earliest(request, at: Timestamp(nanoseconds: now)).nanoseconds
            if time > now {
                #expect(breaks(sent + [(request, time - 1)]), "waits for nothing, seed \(seed)")
                now = time
            }
            pacer.send(request, at: Timestamp(nanoseconds: now))
            sent.append((request, now))
            #expect(!breaks(sent), "seed \(seed)")
        }
    }

    /// Whether the last request is one too many, by the rules' own words.
    private func breaks(_ sent: [(PacedRequest, Int64)]) -> Bool {
        guard let (last, now) = sent.last else { return false }
        func since(_ window: Int64) -> [PacedRequest] {
            sent.filter { now - $0.1 < window }.map(\.0)
        }
        if since(Self.second).count > 50 { return true }
        guard case .historical(let mine) = last else { return false }
        func historical(_ window: Int64) -> [HistoricalRequest] {
            since(window).compactMap {
                if case .historical(let request) = $0 { request } else { nil }
            }
        }
        return historical(600 * Self.second).count > 60
            || historical(15 * Self.second).count { $0 == mine } > 1
            || historical(2 * Self.second).count {
                $0.contract == mine.contract && $0.tickType == mine.tickType
            } > 6
    }
}
