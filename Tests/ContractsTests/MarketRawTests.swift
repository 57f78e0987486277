import Contracts
import Testing

@Suite struct MarketRawTests {
    @Test(arguments: [
        Row("symbol", #""BRK B""#), Row("symbol", #"" BRK""#, .format),
        Row("symbol", #""BRK ""#, .format), Row("symbol", #"" ""#, .format),
        Row("symbol", #""brk b""#, .format), Row("time", "0"), Row("time", "-1.5"),
        Row("time", "1731850200.123456789"), Row("time", "1.7e9"), Row("time", "1e10", .range),
        Row("time", "9223372036.854775807"), Row("time", "-9223372036.854775809", .range),
        Row("time", #""2025-11-17T14:30:00-05:00""#),
        Row("time", #""2025-11-17 14:30:00Z""#, .format),
        Row("time", #""2300-01-01T00:00:00Z""#, .range), Row("time", #""1731850200""#, .format),
        Row("time", "null", .type), Row("time", "true", .type), Row("conId", "0"),
        Row("conId", "-1", .range), Row("conId", "1.5", .type), Row("secType", #""STK""#),
        Row("secType", "1", .type), Row("exchange", "\"\(String(repeating: "x", count: 99))\""),
        Row("currency", #""usd dollars""#), Row("source", "null"), Row("source", "[]", .type),
        Row("bidPrice", "-1"), Row("bidPrice", "9"), Row("bidPrice", "1e10", .range),
        Row("askPrice", "0"), Row("bidSize", "-5"), Row("askSize", #""4""#, .type),
        Row("askSize", "null", .type), Row("bidPastLow", "true"), Row("bidPastLow", "null"),
        Row("askPastHigh", "0", .type), Row("price", #""of another shape""#),
    ])
    func `fields of a quote`(row: Row) { row.check(.quote) }

    @Test(arguments: [
        Row("price", "-1"), Row("size", "0"), Row("size", "null", .type),
        Row("price", "1e999999999999", .range),
    ])
    func `fields of a trade`(row: Row) { row.check(.trade) }

    @Test(arguments: [
        Row("open", "-1"), Row("high", "0"), Row("volume", "-1.5"), Row("volume", "null", .type),
        Row("wap", "-1"), Row("wap", "{}", .type), Row("count", "-1"), Row("count", "-2", .range),
        Row("count", "1.5", .type), Row("count", "7.0"), Row("average", "9"),
        Row("average", #""""#, .type), Row("barCount", "-2", .range), Row("barSize", "5"),
    ])
    func `fields of a realtime bar`(row: Row) { row.check(.realtimeBar) }

    @Test(arguments: [
        Row("barSize", #""1 secs""#), Row("barSize", #""30 secs""#), Row("barSize", #""1 min""#),
        Row("barSize", #""1 mins""#, .choice), Row("barSize", #""30 mins""#),
        Row("barSize", #""8 hours""#), Row("barSize", #""1 hours""#, .choice),
        Row("barSize", #""1 day""#), Row("barSize", #""1 week""#), Row("barSize", #""1 month""#),
        Row("barSize", #""1D""#, .choice), Row("barSize", "null", .type),
        Row("average", "null", .missing, at: "average"),
    ])
    func `fields of a historical bar`(row: Row) {
        guard row.code != .missing else {
            let faults = Sample.historicalBar.with(row.field, row.value).faults
            #expect(faults.map(\.code) == [.missing])
            return #expect(faults.map(\.path) == ["average"])
        }
        row.check(.historicalBar)
    }

    @Test(arguments: [
        Row("bids", "[]"), Row("bids", "[[-1,0],[5,-2]]"), Row("bids", "[[1,2],[1,2]]"),
        Row("bids", "null", .type), Row("bids", "[[1]]", .range, at: "bids[0]"),
        Row("asks", "[[1,2,3]]", .range, at: "asks[0]"),
        Row("asks", "[[1,null]]", .type, at: "asks[0][1]"),
        Row("asks", "[\(Array(repeating: "[1,1]", count: 51).joined(separator: ","))]"),
    ])
    func `fields of a book`(row: Row) { row.check(.depth) }

    @Test(arguments: [
        ("wap", "count"), ("wap", "barCount"), ("average", "count"), ("average", "barCount"),
    ])
    func `either name of a pair serves in either shape`(average: String, count: String) throws {
        for sample in [Sample.realtimeBar, .historicalBar] {
            let bare = sample.with("wap", nil).with("average", nil).with("count", nil)
                .with("barCount", nil)
            #expect(try bare.with(average, "1.25").with(count, "7").decode() == sample.decode())
            #expect(bare.with(average, "1.25").faults.map(\.code) == [.missing])
            #expect(bare.faults.map(\.code) == [.missing, .missing])
        }
    }

    @Test func `the shape's own name wins when both are given`() throws {
        let realtime = Sample.realtimeBar.with("average", "9").with("barCount", "9")
        #expect(try realtime.decode() == Sample.realtimeBar.decode())
        let historical = Sample.historicalBar.with("wap", "9").with("count", "9")
        #expect(try historical.decode() == Sample.historicalBar.decode())
    }

    @Test(arguments: ["null", "5", #""trade""#, #""tickbytickbidask""#, "[]"])
    func `an unknown type is one fault and nothing else is asked`(type: String) {
        let sample = Sample.quote.with("bidPrice", "true").with("symbol", nil)
        #expect(sample.with("type", type).faults.map(\.path) == ["type"])
        #expect(sample.with("type", nil).faults.map(\.path) == ["type"])
    }
}
