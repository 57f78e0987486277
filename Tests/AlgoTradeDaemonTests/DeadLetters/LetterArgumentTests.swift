import ArgumentParser
import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite struct LetterArgumentTests {
    @Test(
        arguments: [
            ("dlq_market_raw", nil, nil), ("market_raw", nil, nil), ("dlq_market_raw/12", nil, 12),
            ("dlq_market_raw/0/12", 0, 12), ("market_raw/3/0", 3, 0),
        ] as [(String, Int32?, Int64?)])
    func `A place has a topic, and perhaps a partition and an offset`(
        text: String, partition: Int32?, offset: Int64?
    ) throws {
        let place = try LetterPlace.parse(text)
        #expect(place == LetterPlace(topic: .marketRaw, partition: partition, offset: offset))
    }

    @Test(
        arguments: [
            "", "dlq_", "dlq_market_rew/0/1", "market_raw/", "market_raw/x", "market_raw/-1",
            "market_raw/0/1/2", "market_raw//2", "state/0/1", "market_raw/1/99999999999999999999",
        ])
    func `Anything else is a usage error`(text: String) {
        #expect(throws: ValidationError.self) { try LetterPlace.parse(text) }
    }

    @Test(
        arguments: [
            ("12", [12...12], 12), ("12,15", [12...12, 15...15], nil),
            ("20-29,3", [3...3, 20...29], nil), ("7-7", [7...7], 7),
            ("0-0,0", [0...0, 0...0], nil),
        ] as [(String, [ClosedRange<Int64>], Int64?)])
    func `Offsets are numbers and ranges`(
        text: String, ranges: [ClosedRange<Int64>], single: Int64?
    ) throws {
        let set = try OffsetSet.parse(text)
        #expect(set.ranges == ranges)
        #expect(set.single == single)
        #expect(set.first == ranges[0].lowerBound)
        #expect(set.last == ranges.map(\.upperBound).max())
        for offset in Int64(0)...40 {
            #expect(set.contains(offset) == ranges.contains { $0.contains(offset) })
        }
    }

    @Test(arguments: ["", ",", "1,", "a", "3-2", "-1", "1-2-3", "1 2", "99999999999999999999"])
    func `Other offsets are a usage error`(text: String) {
        #expect(throws: ValidationError.self) { try OffsetSet.parse(text) }
    }

    @Test(
        arguments: [
            ("2h", 1_000_000 - 7200), ("30m", 1_000_000 - 1800), ("0s", 1_000_000),
            ("1970-01-01T00:00:10Z", 10), ("1970-01-01T01:00:10+01:00", 10),
        ] as [(String, Int64)])
    func `Times are RFC 3339 or a duration back`(text: String, seconds: Int64) throws {
        let now = Timestamp(nanoseconds: 1_000_000 * 1_000_000_000)
        let options = try LetterFilterOptions.parse(["--since", text, "--until", text])
        let filter = try options.filter(now: now)
        #expect(filter.since == Timestamp(nanoseconds: seconds * 1_000_000_000))
        #expect(filter.until == filter.since)
    }

    @Test func `A filter asks for all that it names`() throws {
        let batch = LetterSamples.letter(timeMs: 5000, plane: "data")
        let letter = LetterSamples.stored(batch)
        func matches(_ arguments: String...) throws -> Bool {
            let filter = try LetterFilterOptions.parse(arguments).filter(now: .zero)
            return filter.matches(letter, 0, of: batch)
        }
        #expect(try matches())
        #expect(try matches("--reason", "crossed", "--reason", "contract"))
        #expect(try !matches("--reason", "crossed"))
        #expect(try matches("--since", "1970-01-01T00:00:05Z"))
        #expect(try !matches("--since", "1970-01-01T00:00:05.001Z"))
        #expect(try matches("--until", "1970-01-01T00:00:05.001Z"))
        #expect(try !matches("--until", "1970-01-01T00:00:05Z"))
        #expect(try matches("--plane", "data", "--symbol", "SPY"))
        #expect(try !matches("--plane", "orders"))
        #expect(try !matches("--symbol", "QQQ"))
    }

    @Test(
        arguments: [
            (#"{"symbol":"SPY"}"#, true), (#"{"symbol" : "SPY","a":1}"#, true),
            ("{\"x\":[{\"symbol\":\n\"SPY\"}", true), (#"{"symbol":"SPYX"}"#, false),
            (#"{"symbol":"QQQ","symbol":"SPY"}"#, true), (#"{"asymbol":"SPY"}"#, false),
            (#"{"name":"SPY"}"#, false), (#""symbol""#, false), (#"{"symbol":"#, false),
            ("", false),
            (#""symbol" "symbol":"SPY"#, false), (#"xx"symbol":"SPY"#, false),
        ])
    func `A symbol is looked for in what need not be JSON`(text: String, isThere: Bool) {
        #expect(LetterFilter.names("SPY", in: Array(text.utf8)[...]) == isThere)
    }
}
