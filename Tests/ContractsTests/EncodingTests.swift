import Contracts
import Testing

@Suite struct EncodingTests {
    private func encode(_ message: Message) -> String {
        var bytes: [UInt8] = []
        message.encode(into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: Topic.allCases)
    func `reading what was written gives the message, and writing it again the bytes`(
        topic: Topic
    ) throws {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        for _ in 0..<400 {
            let message = messages.next(topic)
            let text = encode(message)
            var notes = ReadingNotes()
            let back = try read(text, topic, &notes)
            #expect(back == message, "seed \(seed)")
            #expect(encode(back) == text, "seed \(seed)")
            #expect(notes.unknownFields.isEmpty, "seed \(seed)")
            #expect(!text.utf8.contains { $0 < 0x20 }, "seed \(seed)")
        }
    }

    @Test(arguments: [
        (
            """
            {"event_type":"bar_event","symbol":"SPY","timestamp":"2025-11-17T14:30:00Z",\
            "open":450.25,"high":452.80,"low":449.50,"close":451.75,"volume":85234567}
            """,
            """
            {"event_type":"bar_event","symbol":"SPY","timestamp":"2025-11-17T14:30:00Z",\
            "open":450.25,"high":452.8,"low":449.5,"close":451.75,"volume":85234567,\
            "bar_duration":"1d","asset_class":"equity","currency":"USD"}
            """, Topic.marketEvents
        ),
        (
            """
            {"event_type":"order_intent","intent_id":"550e8400-e29b-41d4-a716-446655440000",\
            "symbol":"TSLA","direction":"BUY","quantity":100,"order_type":"LIMIT",\
            "limit_price":245.50,"timestamp":"2025-11-17T14:30:00Z","strategy_id":"COMPOSITE"}
            """,
            """
            {"event_type":"order_intent","intent_id":"550e8400-e29b-41d4-a716-446655440000",\
            "symbol":"TSLA","direction":"BUY","quantity":100,"order_type":"LIMIT",\
            "timestamp":"2025-11-17T14:30:00Z","strategy_id":"COMPOSITE","limit_price":245.5,\
            "time_in_force":"DAY","urgency":"NORMAL"}
            """, Topic.orderIntents
        ),
        (
            """
            {"event_type":"execution_report",\
            "report_id":"660e8400-e29b-41d4-a716-446655440001",\
            "intent_id":"550e8400-e29b-41d4-a716-446655440000","order_id":"IBKR_12345678",\
            "symbol":"TSLA","status":"FILLED","timestamp":"2025-11-17T14:30:05Z",\
            "filled_quantity":100,"average_fill_price":245.52}
            """,
            """
            {"event_type":"execution_report",\
            "report_id":"660e8400-e29b-41d4-a716-446655440001",\
            "intent_id":"550e8400-e29b-41d4-a716-446655440000","order_id":"IBKR_12345678",\
            "symbol":"TSLA","status":"FILLED","timestamp":"2025-11-17T14:30:05Z",\
            "filled_quantity":100,"average_fill_price":245.52,"commission":0}
            """, Topic.execReports
        ),
        (
            #"{"type":"realtimeBar","symbol":"BRK B","time":1.5,"open":1,"high":2,"low":1,"close":1,"volume":10.50,"average":1.2,"barCount":-1}"#,
            #"{"type":"realtimeBar","symbol":"BRK B","time":"1970-01-01T00:00:01.500Z","open":1,"high":2,"low":1,"close":1,"volume":10.5,"wap":1.2,"count":-1}"#,
            Topic.marketRaw
        ),
        (
            #"{"type":"mktDepth","symbol":"A","time":0,"asks":[],"bids":[[1.0,2e1],[3,4]]}"#,
            #"{"type":"mktDepth","symbol":"A","time":"1970-01-01T00:00:00Z","bids":[[1,20],[3,4]],"asks":[]}"#,
            Topic.marketRaw
        ),
        (
            #"{"event_type":"tick_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","bid":1,"ask":2,"bid_size":0,"ask_size":1,"level2":{"asks":[[2,1]]},"metadata":{}}"#,
            #"{"event_type":"tick_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","bid":1,"ask":2,"bid_size":0,"ask_size":1,"level2":{"bids":[],"asks":[[2,1]]},"metadata":{}}"#,
            Topic.marketEvents
        ),
        (
            #"{"event_type":"ofi_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","ofi_z":100.0,"ofi_raw":-0.0,"ofi_ma":1e-7,"ofi_std":1e25}"#,
            #"{"event_type":"ofi_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","ofi_z":100,"ofi_raw":0,"ofi_ma":1e-07,"ofi_std":1e+25}"#,
            Topic.ofiEvents
        ),
    ])
    func `the canonical form has fixed order, defaults and shortest numbers`(
        text: String, canonical: String, topic: Topic
    ) throws {
        var notes = ReadingNotes()
        #expect(encode(try read(text, topic, &notes)) == canonical)
        #expect(notes.isEmpty)
    }

    @Test func `strings are escaped`() throws {
        guard case .bar(var event) = try Sample.bar.decode() else {
            Issue.record("not a bar")
            return
        }
        event.exchange = "\"\\/\n\r\t\u{0}\u{1F}\u{7F}é😀"
        let text = encode(.bar(event))
        #expect(text.contains(#""exchange":"\"\\/\n\r\t\u0000\u001f"#))
    }

    @Test func `a number that is not finite is never written`() async {
        await #expect(processExitsWith: .failure) {
            var bytes: [UInt8] = []
            OfiEvent(symbol: "A", timestamp: .zero, ofiZ: .nan).encode(into: &bytes)
        }
    }
}
