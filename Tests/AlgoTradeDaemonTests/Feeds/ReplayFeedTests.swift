import Contracts
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct ReplayFeedTests {
    private let folder = TemporaryFolder()

    private func plan(_ rows: [(Int, String)]) throws -> ReplayPlan {
        ReplayPlan(files: [
            ReplayFile(path: try folder.write("SPY.csv", ReplaySupport.trades(rows)))
        ])
    }

    @Test func `A feed hands on everything and tells how far it is`() async throws {
        let feed = ReplayFeed(try plan((0..<20_000).map { ($0, "1") }))
        #expect(await feed.status == FeedStatus())
        try await feed.start()
        var records = 0
        while let batch = try await feed.next() {
            records += batch.count
            let status = await feed.status
            #expect(status.records == records && status.phase == .running)
            #expect(status.lastTime == Timestamp(nanoseconds: Int64(records - 1)))
        }
        #expect(records == 20_000)
        let status = await feed.status
        #expect(status.phase == .finished && status.share == 1)
    }

    @Test func `A feed that waits for its time is stopped at once`() async throws {
        var plan = try plan([(0, "1"), (3_600_000_000_000, "2")])
        plan.speed = .times(1)
        let feed = ReplayFeed(plan)
        try await feed.start()
        #expect(try await feed.next()?.count == 1)
        let waiting = Task { try await feed.next() }
        await feed.stop()
        #expect(try await waiting.value == nil)
    }

    @Test func `A feed that fails tells why, behind what came before`() async throws {
        var plan = try plan([(0, "1"), (1, "x")])
        let feed = ReplayFeed(plan)
        try await feed.start()
        await #expect(throws: FeedFault.self) { while try await feed.next() != nil {} }
        guard case .failed(let reason) = await feed.status.phase else {
            Issue.record("did not fail")
            return
        }
        #expect(reason.hasSuffix("SPY.csv:3: column px: \"x\" is not a decimal number in range"))
        plan.files[0].path = "no/such"
        let missing = ReplayFeed(plan)
        await #expect(throws: FeedFault.self) { try await missing.start() }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `Random tables become records of exactly their values`(seed: UInt64) throws {
        var random = ConfigurationRandom(seed: seed)
        func decimal() -> Decimal9 {
            let bits = Int.random(in: 0...62, using: &random)
            return Decimal9(nanos: Int64(bitPattern: random.next() >> (63 - UInt64(bits))))
        }
        var rows: [(Int64, [Decimal9])] = []
        var text = "x,bp,bs,y,ap,as,t\n"
        for _ in 0..<500 {
            let time = Int64(bitPattern: random.next() >> 1)
            let cells = (0..<4).map { _ in decimal() }
            rows.append((time, cells))
            let shown = cells.map { Bool.random(using: &random) ? "\($0)" : "\"\($0)\"" }
            text += "a \"b\",\(shown[0]),\(shown[1]),\"c,d\"\"e\",\(shown[2]),\(shown[3]),\(time)\n"
        }
        var file = ReplayFile(path: try folder.write("R\(seed).csv", text))
        file.constants.symbol = "SPY"
        file.mapping = try ColumnMapping(
            "bidAsk:time=t@ns,bidPrice=bp,bidSize=bs,askPrice=ap,askSize=as")
        var notes = ReadingNotes()
        let lines = try ReplaySupport.run(ReplayPlan(files: [file])).lines
        #expect(lines.count == rows.count)
        for (line, (time, cells)) in zip(lines, rows) {
            let record = try MarketRaw.decode(Array(line.utf8).span, notes: &notes)
            let quote = RawBidAsk(
                bidPrice: cells[0], askPrice: cells[2], bidSize: cells[1], askSize: cells[3])
            let isSame = record.time.nanoseconds == time && record.shape == .bidAsk(quote)
            #expect(isSame, "seed \(seed): \(line)")
        }
        #expect(notes.isEmpty)
    }
}
