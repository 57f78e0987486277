import Contracts
import Testing

/// A record as a list of fields with raw JSON values, to be changed field by field.
struct Sample: Sendable {
    var topic: Topic
    var fields: [(name: String, value: String)]

    static let bar = Sample(
        topic: .marketEvents,
        fields: [
            ("event_type", #""bar_event""#), ("symbol", #""SPY""#),
            ("timestamp", #""2025-11-17T14:30:00Z""#), ("open", "450.25"), ("high", "452.80"),
            ("low", "449.50"), ("close", "451.75"), ("volume", "85234567"),
        ])
    static let tick = Sample(
        topic: .marketEvents,
        fields: [
            ("event_type", #""tick_event""#), ("symbol", #""SPY""#),
            ("timestamp", #""2025-11-17T14:30:00Z""#), ("bid", "450.25"), ("ask", "450.26"),
            ("bid_size", "100"), ("ask_size", "200"),
        ])
    static let ofi = Sample(
        topic: .ofiEvents,
        fields: [
            ("event_type", #""ofi_event""#), ("symbol", #""SPY""#),
            ("timestamp", #""2025-11-17T14:30:00Z""#), ("ofi_z", "-1.5"),
        ])
    static let intent = Sample(
        topic: .orderIntents,
        fields: [
            ("event_type", #""order_intent""#),
            ("intent_id", #""550e8400-e29b-41d4-a716-446655440000""#), ("symbol", #""TSLA""#),
            ("direction", #""BUY""#), ("quantity", "100"), ("order_type", #""MARKET""#),
            ("timestamp", #""2025-11-17T14:30:00Z""#), ("strategy_id", #""COMPOSITE""#),
        ])
    static let report = Sample(
        topic: .execReports,
        fields: [
            ("event_type", #""execution_report""#),
            ("report_id", #""660e8400-e29b-41d4-a716-446655440001""#),
            ("intent_id", #""550e8400-e29b-41d4-a716-446655440000""#),
            ("order_id", #""IBKR_12345678""#), ("symbol", #""TSLA""#),
            ("status", #""SUBMITTED""#), ("timestamp", #""2025-11-17T14:30:05Z""#),
        ])
    static let quote = raw(
        "tickByTickBidAsk",
        [("bidPrice", "1.1"), ("askPrice", "1.2"), ("bidSize", "3"), ("askSize", "4")])
    static let trade = raw("tickByTickAllLast", [("price", "1.1"), ("size", "3")])
    static let realtimeBar = raw(
        "realtimeBar",
        [
            ("open", "1"), ("high", "2"), ("low", "0.5"), ("close", "1.5"), ("volume", "10.5"),
            ("wap", "1.25"), ("count", "7"),
        ])
    static let historicalBar = raw(
        "historicalBar",
        [
            ("barSize", #""5 mins""#), ("open", "1"), ("high", "2"), ("low", "0.5"),
            ("close", "1.5"), ("volume", "10.5"), ("average", "1.25"), ("barCount", "7"),
        ])
    static let depth = raw("mktDepth", [("bids", "[[1,2]]"), ("asks", "[]")])

    static func raw(_ type: String, _ fields: [(String, String)]) -> Sample {
        Sample(
            topic: .marketRaw,
            fields: [("type", "\"\(type)\""), ("symbol", #""SPY""#), ("time", "1731850200")]
                + fields.map { (name: $0.0, value: $0.1) })
    }

    static let all = [
        bar, tick, ofi, intent, report, quote, trade, realtimeBar, historicalBar, depth,
    ]

    /// The field with another value, or added at the end; nil takes it out.
    func with(_ name: String, _ value: String?) -> Sample {
        var copy = self
        let index = fields.firstIndex { $0.name == name }
        switch (index, value) {
        case (let index?, let value?): copy.fields[index].value = value
        case (let index?, nil): copy.fields.remove(at: index)
        case (nil, let value?): copy.fields.append((name, value))
        case (nil, nil): break
        }
        return copy
    }

    var text: String {
        "{" + fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
    }

    func decode() throws -> Message {
        var notes = ReadingNotes()
        return try read(text, topic, &notes)
    }

    var faults: [ContractFault] { faultsOf(Array(text.utf8), topic) }
}

func read(
    _ text: String, _ topic: Topic, _ notes: inout ReadingNotes
) throws(ContractFaults) -> Message {
    let bytes = Array(text.utf8)
    return try Message.decode(bytes.span, topic: topic, notes: &notes)
}

func faultsOf(_ text: String, _ topic: Topic) -> [ContractFault] {
    faultsOf(Array(text.utf8), topic)
}

/// The faults of a record; none when it is legal.
func faultsOf(_ bytes: [UInt8], _ topic: Topic) -> [ContractFault] {
    var notes = ReadingNotes()
    do throws(ContractFaults) {
        _ = try Message.decode(bytes.span, topic: topic, notes: &notes)
        return []
    } catch {
        return error.faults
    }
}

/// One row of a table: a field's value and the fault it is, or none.
struct Row: Sendable, CustomTestStringConvertible {
    var field: String
    var value: String
    var code: ContractFault.Code?
    /// Where the fault is, when not at the field itself.
    var path: String?

    init(
        _ field: String, _ value: String, _ code: ContractFault.Code? = nil,
        at path: String? = nil
    ) {
        self.field = field
        self.value = value
        self.code = code
        self.path = path
    }

    var testDescription: String {
        "\(field) \(value.prefix(40)) \(code?.rawValue ?? "legal")"
    }

    /// Proves that the sample with this value is legal or has this one fault, at its place.
    func check(_ sample: Sample) {
        let changed = sample.with(field, value)
        let faults = changed.faults
        guard let code else {
            #expect(faults == [])
            return
        }
        #expect(faults.map(\.code) == [code])
        guard let fault = faults.first else { return }
        #expect(fault.path == path ?? field)
        let end = changed.text.utf8.dropFirst(fault.offset)
        let found = String(decoding: end, as: UTF8.self)
        #expect(found.hasPrefix(String(fault.found.unicodeScalars.prefix(10))))
        if path == nil { #expect(found.hasPrefix(value)) }
    }
}

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}
