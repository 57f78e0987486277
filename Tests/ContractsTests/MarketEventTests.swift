import Contracts
import Testing

@Suite struct MarketEventTests {
    static let long33 = String(repeating: "é", count: 33)

    @Test(arguments: [
        Row("event_type", "1", .type), Row("symbol", #""A""#), Row("symbol", #""BRK.B""#),
        Row("symbol", #""BTC-USD""#), Row("symbol", #""A_1""#), Row("symbol", #""9""#),
        Row("symbol", #""ABCDEFGHIJKLMNOPQRST""#), Row("symbol", #""A..B""#),
        Row("symbol", #""ABCDEFGHIJKLMNOPQRSTU""#, .format), Row("symbol", #""""#, .format),
        Row("symbol", #"".A""#, .format), Row("symbol", #""A.""#, .format),
        Row("symbol", #""-A""#, .format), Row("symbol", #""A_""#, .format),
        Row("symbol", #"".""#, .format), Row("symbol", #""spy""#, .format),
        Row("symbol", #""BRK B""#, .format), Row("symbol", #""É""#, .format),
        Row("symbol", #""A/B""#, .format), Row("symbol", "null", .type),
        Row("symbol", "5", .type), Row("symbol", "{}", .type), Row("symbol", "[1]", .type),
        Row("timestamp", #""2025-11-17T14:30:00.123456789+05:30""#),
        Row("timestamp", #""2025-11-17t14:30:00z""#),
        Row("timestamp", #""2025-11-17 14:30:00Z""#, .format),
        Row("timestamp", #""2025-11-17T14:30:60Z""#, .format),
        Row("timestamp", #""2025-11-17T14:30:00""#, .format),
        Row("timestamp", #""2263-01-01T00:00:00Z""#, .range), Row("timestamp", "0", .type),
        Row("open", "0.000001", .rule, at: "low"), Row("open", "0.0000009994", .range),
        Row("open", "0.0000009995", .rule, at: "low"),
        Row("open", "0", .range), Row("open", "-3", .range), Row("open", "-0", .range),
        Row("open", #""450.25""#, .type), Row("open", "null", .type), Row("open", "true", .type),
        Row("open", "1e999999999999", .range), Row("open", "0e99999999999999", .range),
        Row("open", "4.5025e2"), Row("open", "450.15000000000003"), Row("open", "449.5"),
        Row("open", "452.8"), Row("open", "452.8000000004"), Row("open", "449.4999999996"),
        Row("open", "452.8000000006", .rule, at: "high"), Row("open", "452.81", .rule, at: "high"),
        Row("open", "449.49", .rule, at: "low"), Row("close", "452.81", .rule, at: "high"),
        Row("close", "449.49", .rule, at: "low"), Row("volume", "0"), Row("volume", "100.0"),
        Row("volume", "1e2"), Row("volume", "10.0e-1"), Row("volume", "-0"),
        Row("volume", "9223372036854775807"), Row("volume", "9223372036854775808", .range),
        Row("volume", "92233720368547758070e-1"), Row("volume", "1e18"), Row("volume", "0e999"),
        Row("volume", "1e19", .range), Row("volume", "1e999999999999", .range),
        Row("volume", "-1", .range), Row("volume", "100.5", .type), Row("volume", "1e-1", .type),
        Row("volume", "1e-99999999999", .type),
        Row("volume", "1.00000000000000000000000000000"),
        Row("volume", "1.00000000000000000000000000001", .type), Row("volume", #""1""#, .type),
    ])
    func `required fields of a bar`(row: Row) { row.check(.bar) }

    @Test(arguments: [
        Row("bar_duration", #""1m""#), Row("bar_duration", #""4h""#), Row("bar_duration", "null"),
        Row("bar_duration", #""2h""#, .choice), Row("bar_duration", "5", .type),
        Row("asset_class", #""crypto""#), Row("asset_class", #""Equity""#, .choice),
        Row("exchange", #""""#), Row("exchange", "\"\(long33.dropLast())\""),
        Row("exchange", "\"\(long33)\"", .range), Row("exchange", "null"),
        Row("exchange", "1", .type), Row("currency", #""EUR""#),
        Row("currency", #""EURO""#, .format), Row("currency", #""eur""#, .format),
        Row("currency", #""EU""#, .format), Row("currency", #""ÉU""#, .format),
        Row("data_quality", "null"), Row("data_quality", "[]", .type),
        Row("data_quality", #"{"completeness_score":0,"freshness_ms":0,"source":"cache"}"#),
        Row("data_quality", #"{"completeness_score":1,"freshness_ms":9,"source":"synthetic"}"#),
        Row(
            "data_quality",
            #"{"completeness_score":1.0000000000000002,"freshness_ms":0,"source":"cache"}"#,
            .range, at: "data_quality.completeness_score"),
        Row(
            "data_quality", #"{"completeness_score":-1e-9,"freshness_ms":0,"source":"cache"}"#,
            .range, at: "data_quality.completeness_score"),
        Row(
            "data_quality", #"{"completeness_score":1,"freshness_ms":-1,"source":"cache"}"#,
            .range, at: "data_quality.freshness_ms"),
        Row(
            "data_quality", #"{"completeness_score":1,"freshness_ms":1,"source":"ibkr"}"#,
            .choice, at: "data_quality.source"),
        Row(
            "data_quality", #"{"completeness_score":1,"freshness_ms":1}"#,
            .missing, at: "data_quality.source"),
        Row(
            "data_quality", #"{"completeness_score":1,"freshness_ms":1,"source":null}"#,
            .type, at: "data_quality.source"),
        Row("metadata", "{}"), Row("metadata", #"{"producer_id":"p","kafka_topic":""}"#),
        Row("metadata", #"{"sequence_number":0,"producer_id":null}"#),
        Row("metadata", #"{"kind":7}"#),
        Row("metadata", #"{"sequence_number":-1}"#, .range, at: "metadata.sequence_number"),
        Row("metadata", #"{"producer_id":1}"#, .type, at: "metadata.producer_id"),
        Row("metadata", "[]", .type), Row("anything", #"{"a":[1,2,{"b":null}]}"#),
    ])
    func `optional fields of a bar`(row: Row) { row.check(.bar) }

    @Test(arguments: [
        Row("bid", "450.26"), Row("bid", "450.27", .rule, at: "ask"), Row("bid", "0", .range),
        Row("bid", "4e-10", .range), Row("bid", "5e-10", .range), Row("bid", "6e-10"),
        Row("ask", "450.25"), Row("ask", "450.249999999", .rule), Row("ask", "-1", .range),
        Row("bid_size", "0"), Row("bid_size", "-0.0"), Row("bid_size", "-1", .range),
        Row("bid_size", "-4e-10"), Row("ask_size", "1.5"), Row("ask_size", "-6e-10", .range),
        Row("ask_size", "null", .type), Row("last", "1"), Row("last", "0", .range),
        Row("last_size", "0"), Row("last_size", "-1", .range), Row("last", "null"),
        Row("metadata", #"{"kind":"trade"}"#), Row("metadata", #"{"kind":"quote"}"#),
        Row("metadata", #"{"kind":"bar"}"#, .choice, at: "metadata.kind"),
        Row("level2", "{}"), Row("level2", "null"), Row("level2", #"{"bids":null}"#),
        Row("level2", "[]", .type), Row("level2", #"{"bids":{}}"#, .type, at: "level2.bids"),
        Row("level2", #"{"bids":[[2,0],[1,5]],"asks":[[0.5,1],[0.6,1]]}"#),
        Row("level2", #"{"bids":[[1,1],[2,1]]}"#, .rule, at: "level2.bids[1][0]"),
        Row("level2", #"{"bids":[[3,1],[2,1],[2,1]]}"#, .rule, at: "level2.bids[2][0]"),
        Row("level2", #"{"asks":[[2,1],[1,1]]}"#, .rule, at: "level2.asks[1][0]"),
        Row("level2", #"{"asks":[[1,1],[1.0000000001,1]]}"#, .rule, at: "level2.asks[1][0]"),
        Row("level2", #"{"asks":[[0,1]]}"#, .range, at: "level2.asks[0][0]"),
        Row("level2", #"{"asks":[[1,-1]]}"#, .range, at: "level2.asks[0][1]"),
        Row("level2", #"{"asks":[[1,1],[2,"1"]]}"#, .type, at: "level2.asks[1][1]"),
        Row("level2", #"{"asks":[[1,null]]}"#, .type, at: "level2.asks[0][1]"),
        Row("level2", #"{"asks":[[1]]}"#, .range, at: "level2.asks[0]"),
        Row("level2", #"{"asks":[[]]}"#, .range, at: "level2.asks[0]"),
        Row("level2", #"{"asks":[[1,1,1]]}"#, .range, at: "level2.asks[0]"),
        Row("level2", #"{"asks":[1]}"#, .type, at: "level2.asks[0]"),
        Row("level2", #"{"asks":[null]}"#, .type, at: "level2.asks[0]"),
    ])
    func `fields of a tick`(row: Row) { row.check(.tick) }

    @Test func `fifty levels are legal, one more is a fault`() {
        func levels(_ count: Int) -> String {
            (1...count).map { "[\($0),1]" }.joined(separator: ",")
        }
        Row("level2", "{\"asks\":[\(levels(50))]}").check(.tick)
        Row("level2", "{\"asks\":[\(levels(51))]}", .range, at: "level2.asks").check(.tick)
        let faults = Sample.tick.with("level2", "{\"asks\":[\(levels(50)),[1]]}").faults
        #expect(faults.map(\.path) == ["level2.asks", "level2.asks[50]", "level2.asks[50][0]"])
        #expect(faults.map(\.code) == [.range, .range, .rule])
    }

    @Test(arguments: [
        Row("ofi_z", "0"), Row("ofi_z", "1e308"), Row("ofi_z", "1e309", .range),
        Row("ofi_z", "-1e999999999999", .range), Row("ofi_z", "1e-999999999999"),
        Row("ofi_z", "null", .type), Row("ofi_z", #""NaN""#, .type), Row("ofi_std", "0"),
        Row("ofi_std", "-0.0"), Row("ofi_std", "-1e-300", .range), Row("ofi_std", "-1e-999"),
        Row("ofi_raw", "-1"), Row("ofi_ma", "[]", .type), Row("window_ms", "1"),
        Row("window_ms", "0", .range), Row("event_count", "0"), Row("event_count", "-1", .range),
        Row("event_count", "0.5", .type), Row("event_type", #""bar_event""#, .choice),
        Row("event_type", "null", .type), Row("metadata", #"{"kind":0}"#),
    ])
    func `fields of an order-flow event`(row: Row) { row.check(.ofi) }

    @Test(arguments: Sample.all.map(\.topic.rawValue).indices)
    func `every required field is asked for`(index: Int) {
        let sample = Sample.all[index]
        for field in sample.fields {
            let faults = sample.with(field.name, nil).faults
            #expect(faults.map(\.code) == [.missing])
            #expect(faults.map(\.path) == [field.name])
            #expect(faults.map(\.offset) == [0])
            #expect(faults.map(\.found) == [""])
        }
    }

    @Test(arguments: ["null", "5", #""trade_event""#, #""ofi_event""#, #""""#, "{}"])
    func `an unknown type on market_events is one fault and nothing else is asked`(type: String) {
        let sample = Sample.bar.with("open", "-1").with("close", nil)
        #expect(sample.with("event_type", type).faults.map(\.path) == ["event_type"])
        #expect(sample.with("event_type", nil).faults.map(\.code) == [.missing])
    }

    @Test func `the type may stand anywhere`() throws {
        for sample in Sample.all {
            var turned = sample
            turned.fields.reverse()
            #expect(try turned.decode() == sample.decode())
        }
    }

    @Test func `doubles are the nearest`() throws {
        let digits = String(repeating: "0", count: 900)
        let rows: [(String, Double)] = [
            ("0.1", 0.1), ("1e22", 1e22), ("1e23", 1e23),
            ("9007199254740993", 9_007_199_254_740_992),
            ("9007199254740993.\(digits)1", 9_007_199_254_740_994),
            ("5e-324", .leastNonzeroMagnitude),
            ("2.4703282292062328e-324", .leastNonzeroMagnitude),
            ("1.7976931348623157e308", .greatestFiniteMagnitude),
            ("123456789012345678901234567890e-29", 1.2345678901234567890),
            ("0.\(digits)1e901", 1), ("1\(digits)e-900", 1), ("-2.5", -2.5),
            ("8.5e-1", 0.85), ("3.14159265358979323846264338327950288", .pi),
        ]
        for (text, value) in rows {
            guard case .ofi(let event) = try Sample.ofi.with("ofi_z", text).decode() else {
                Issue.record("not an ofi_event")
                continue
            }
            #expect(event.ofiZ == value, "\(text.prefix(40))")
        }
    }
}
