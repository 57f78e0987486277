import Contracts
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// Merging, seeking, shifting, repeating, resuming.
@Suite struct ReplayOrderTests {
    private let folder = TemporaryFolder()

    private func files(_ tables: [[(Int, String)]]) throws -> [ReplayFile] {
        try tables.enumerated().map { index, rows in
            ReplayFile(
                path: try folder.write("S\(index).csv", ReplaySupport.trades(rows)))
        }
    }

    private func plan(_ tables: [[(Int, String)]]) throws -> ReplayPlan {
        ReplayPlan(files: try files(tables))
    }

    @Test func `Files are merged by time; equal times keep the file's and the arguments' order`()
        throws
    {
        let plan = try plan([
            [(10, "1"), (20, "2"), (20, "3"), (40, "4")],
            [(5, "5"), (20, "6"), (30, "7")],
            [],
            [(20, "8"), (20, "9")],
        ])
        #expect(
            try ReplaySupport.short(plan)
                == ["5 5", "10 1", "20 2", "20 3", "20 6", "20 8", "20 9", "30 7", "40 4"])
    }

    @Test func `A file's own order is kept where its times step back`() throws {
        let plan = try plan([[(10, "1"), (5, "2"), (30, "3")], [(7, "4"), (12, "5")]])
        #expect(try ReplaySupport.short(plan) == ["7 4", "10 1", "5 2", "12 5", "30 3"])
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func `Random files are merged as a stable sort would`(seed: UInt64) throws {
        var random = ConfigurationRandom(seed: seed)
        var tables: [[(Int, String)]] = []
        for _ in 0..<Int.random(in: 1...9, using: &random) {
            var time = 0
            tables.append(
                (0..<Int.random(in: 0...300, using: &random)).map { index in
                    time += Int.random(in: 0...3, using: &random)
                    return (time, "\(tables.count * 1000 + index)")
                })
        }
        let all = tables.flatMap(\.self)
        let sorted = all.enumerated().sorted {
            ($0.element.0, $0.offset) < ($1.element.0, $1.offset)
        }
        let found = try ReplaySupport.short(try plan(tables))
        #expect(found == sorted.map { "\($0.element.0) \($0.element.1)" }, "seed \(seed)")
    }

    @Test func `A loop follows a second behind the one before`() throws {
        var plan = try plan([[(10, "1"), (40, "2")], [(20, "3")]])
        plan.loops = 3
        #expect(
            try ReplaySupport.short(plan) == [
                "10 1", "20 3", "40 2", "1000000040 1", "1000000050 3", "1000000070 2",
                "2000000070 1", "2000000080 3", "2000000100 2",
            ])
    }

    @Test func `Times are shifted to now, to a time, and by a duration`() throws {
        var plan = try plan([[(10, "1"), (40, "2")]])
        let now = ReplaySupport.now.nanoseconds
        plan.shift = .now
        #expect(try ReplaySupport.short(plan) == ["\(now) 1", "\(now + 30) 2"])
        plan.from = Timestamp(nanoseconds: 11)
        #expect(try ReplaySupport.short(plan) == ["\(now) 2"])
        plan.shift = .first(Timestamp(nanoseconds: 7))
        #expect(try ReplaySupport.short(plan) == ["7 2"])
        plan.shift = .by(-5)
        #expect(try ReplaySupport.short(plan) == ["35 2"])
    }

    @Test func `From, until and limit cut out a part`() throws {
        var plan = try plan([(0..<10).map { ($0, "\($0)") }])
        plan.from = Timestamp(nanoseconds: 3)
        plan.until = Timestamp(nanoseconds: 7)
        #expect(try ReplaySupport.short(plan) == ["3 3", "4 4", "5 5", "6 6"])
        plan.limit = 2
        #expect(try ReplaySupport.short(plan) == ["3 3", "4 4"])
        plan.limit = 7
        plan.loops = 2
        #expect(try ReplaySupport.short(plan).count == 7)
        plan.from = Timestamp(nanoseconds: 100)
        #expect(try ReplaySupport.short(plan).isEmpty)
    }

    @Test(arguments: [0, 1, 4, 9, 10, 19, 20, 25])
    func `What was written before is passed over`(skip: Int) throws {
        var plan = try plan([(0..<10).map { ($0, "\($0)") }])
        plan.loops = 2
        let all = try ReplaySupport.short(plan)
        plan.skip = skip
        #expect(try ReplaySupport.short(plan) == Array(all.dropFirst(skip)))
        #expect(try ReplaySupport.run(plan).reading.skipped == min(skip, 20))
    }

    @Test func `Parts are due when their records were made, at the speed`() throws {
        let ms = 1_000_000
        var plan = try plan([[(5 * ms, "1"), (5 * ms + 9, "2"), (25 * ms, "3"), (15 * ms, "4")]])
        plan.speed = .times(2)
        let parts = try ReplaySupport.run(plan).parts
        #expect(parts.map(\.records) == [2, 2])
        #expect(parts.map(\.due) == [.nanoseconds(4), .milliseconds(10)])
    }

    @Test func `NDJSON goes on as it stands, with another time as canonical JSON`() throws {
        let odd =
            #"{"size":1.50,"price":2,"time":1.5,"symbol":"SPY","type":"tickByTickAllLast","x":1}"#
        let text = "\u{FEFF}\(odd)\n\n\(odd)"
        var plan = ReplayPlan(files: [ReplayFile(path: try folder.write("x", text))])
        #expect(try ReplaySupport.run(plan).lines == [odd, odd])
        plan.shift = .by(1_000_000_000)
        #expect(
            try ReplaySupport.run(plan).lines.first
                == #"{"type":"tickByTickAllLast","symbol":"SPY","time":"1970-01-01T00:00:02.500Z","#
                + #""price":2,"size":1.5}"#)
    }

    @Test func `A batch has the symbol as key and nothing else`() throws {
        let plan = try plan([[(10, "1")], [(20, "2")]])
        let stream = try ReplayStream(plan, form: .batch, now: { .zero })
        let part = try #require(try stream.next())
        #expect(part.batch.count == 2)
        #expect(part.batch.keyText(1) == "S1")
        #expect(part.batch.records[1].timestampMs == 0)
        #expect(part.batch.valueText(0) == (try ReplaySupport.run(plan).lines[0]))
        #expect(try stream.next() == nil)
    }
}
