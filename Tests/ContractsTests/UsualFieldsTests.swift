import Testing

@testable import Contracts

/// Fields that stand where they usually stand are read without looking them up. How the records
/// before were written, and where one departs from that, changes nothing.
@Suite struct UsualFieldsTests {
    typealias Members = [(key: String, value: String)]

    /// How one producer writes.
    struct Layout {
        var comma = ","
        var colon = ":"
        /// Fields behind all others.
        var late: Set<String> = []

        mutating func change(_ generator: inout SeededGenerator, _ names: [String]) {
            comma = [",", ",", ", ", " ,", ",\n  "].randomElement(using: &generator) ?? ","
            colon = [":", ":", ": ", " : "].randomElement(using: &generator) ?? ":"
            late = []
            for _ in 0..<Int.random(in: 0...2, using: &generator) {
                late.formUnion(names.randomElement(using: &generator).map { [$0] } ?? [])
            }
        }

        func text(_ members: Members) -> String {
            let first = members.filter { !late.contains($0.key) }
            let last = members.filter { late.contains($0.key) }
            let texts = (first + last).map { "\"\($0.key)\"\(colon)\($0.value)" }
            return "{" + texts.joined(separator: comma) + "}"
        }
    }

    private static let prices = [
        "450.25", "450.2", "450", "0.5", "0.000001", "9.875", "12345.6", "1234567", "9999.999",
        "65432.10", "450.15000000000003", "4.5e2", "100.0", "0.0000005",
    ]
    private static let numbers = [
        "0", "7", "100", "1234567", "85234567", "123456789012", "10.0", "1e2", "99999999",
    ]
    private static let odd = [
        "null", "-1", "01", "00.5", "450.", ".5", "4e", "4.5e", "1e400", "12345678.", "85234567.5",
        "\"\"", "\"1d\"", "\"usd\"", "\"EURO\"", "{}", "{", "[]", "true", "", " 1", "\"a\\u0041\"",
        "1,\"x\":2", "\"\u{0}\u{0}\u{0}\u{0}\"", "1}", "1 ", "12 3", "\"SPY\"\"",
    ]

    private func pick(_ texts: [String], _ generator: inout SeededGenerator) -> String {
        texts.randomElement(using: &generator) ?? ""
    }

    private func object(_ members: Members, _ layout: Layout) -> String { layout.text(members) }

    private func common(_ type: String, _ generator: inout SeededGenerator) -> Members {
        let symbols = ["SPY", "A", "GOOGLE", "ABCDEFG", "ABCDEFGH", "BRK.B", "BTC-USD", "X2"]
        let times = [
            "2025-11-17T14:30:00Z", "2025-11-17T14:30:05Z", "2025-11-17T14:31:00+00:00",
            "2025-11-17T14:30:00.25Z", "2025-11-17t14:30:59z", "2025-11-17T14:30:00-05:00",
        ]
        return [
            ("event_type", "\"\(type)\""), ("symbol", "\"\(pick(symbols, &generator))\""),
            ("timestamp", "\"\(pick(times, &generator))\""),
        ]
    }

    private func parts(
        _ layout: Layout, isTick: Bool, _ generator: inout SeededGenerator
    ) -> Members {
        var members: Members = []
        if .random(using: &generator) {
            let quality: Members = [
                ("completeness_score", pick(["1", "0.99", "0", "1.0", "1.5"], &generator)),
                ("freshness_ms", pick(Self.numbers, &generator)),
                ("source", pick(["\"cache\"", "\"ibkr_historical\"", "\"none\""], &generator)),
            ]
            members.append(("data_quality", object(quality, layout)))
        }
        if .random(using: &generator) {
            var metadata: Members = []
            let ids = ["\"replay\"", "\"ibkr-bars-01\"", "\"\"", "\"a-producer-with-a-name\""]
            if .random(using: &generator) {
                metadata.append(("producer_id", pick(ids, &generator)))
            }
            if .random(using: &generator) {
                metadata.append(("sequence_number", pick(Self.numbers, &generator)))
            }
            if .random(using: &generator) { metadata.append(("kafka_topic", "\"market_events\"")) }
            if isTick, .random(using: &generator) { metadata.append(("kind", "\"quote\"")) }
            members.append(("metadata", object(metadata, layout)))
        }
        return members
    }

    private func bar(_ layout: Layout, _ generator: inout SeededGenerator) -> Members {
        let price = pick(Self.prices, &generator)
        var members = common("bar_event", &generator)
        for name in ["open", "high", "low", "close"] { members.append((name, price)) }
        members.append(("volume", pick(Self.numbers, &generator)))
        let optional = [
            ("bar_duration", ["\"1d\"", "\"15m\"", "\"4h\""]),
            ("asset_class", ["\"equity\"", "\"crypto\""]),
            (
                "exchange",
                ["\"NYSE\"", "\"IBIS\"", "\"\"", "\"a name of more than 32 letters, so it is\""]
            ),
            ("currency", ["\"USD\"", "\"EUR\"", "\"JPY\"", "\"Usd\"", "\"U1D\""]),
        ]
        for (name, values) in optional where .random(using: &generator) {
            members.append((name, pick(values, &generator)))
        }
        return members + parts(layout, isTick: false, &generator)
    }

    private func tick(_ layout: Layout, _ generator: inout SeededGenerator) -> Members {
        let price = pick(Self.prices, &generator)
        var members = common("tick_event", &generator)
        members += [("bid", price), ("ask", price)]
        members += [
            ("bid_size", pick(Self.numbers, &generator)),
            ("ask_size", pick(Self.prices, &generator)),
        ]
        if .random(using: &generator) { members.append(("last", price)) }
        return members + parts(layout, isTick: true, &generator)
    }

    /// One departure from the layout.
    private func change(
        _ members: inout Members, _ layout: inout Layout, _ generator: inout SeededGenerator
    ) {
        let place = Int.random(in: members.indices, using: &generator)
        switch Int.random(in: 0..<7, using: &generator) {
        case 0, 1: members[place].value = pick(Self.odd, &generator)
        case 2: members.remove(at: place)
        case 3: members.append(members[place])
        case 4: members.insert(("x", "0"), at: place)
        case 5: members.shuffle(using: &generator)
        default: layout.change(&generator, members.map(\.key))
        }
    }

    @Test func `records of any layout are judged alike after those of another`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        var readers = ReadingMemoryTests.Readers(seed: seed)
        var layout = Layout()
        var legal = 0
        for round in 0..<4000 {
            if round % 16 == 15 {
                layout.change(&generator, bar(layout, &generator).map(\.key))
            }
            let isBar = round % 64 < 40
            var members = isBar ? bar(layout, &generator) : tick(layout, &generator)
            var own = layout
            if Int.random(in: 0..<4, using: &generator) == 0 {
                change(&members, &own, &generator)
            }
            var record = Array(own.text(members).utf8)
            legal += readers.read(record, .marketEvents) == nil ? 0 : 1
            let place = Int.random(in: record.indices, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: record.remove(at: place)
            case 1:
                record[place] =
                    [0, 0x20, 0x22, 0x2C, 0x30, 0x7D].randomElement(using: &generator) ?? 0
            default: record.removeLast(record.count - place)
            }
            readers.read(record, .marketEvents)
        }
        #expect(legal > 1000, "seed \(seed)")
    }

    @Test(arguments: [
        #"{"event_type":"tick_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","bid":1,"ask":1,"bid_size":1,"ask_size":1,"metadata":,"sequence_number":5}}"#,
        #"{"event_type":"tick_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","bid":1,"ask":1,"bid_size":1,"ask_size":1,"data_quality":,"freshness_ms":5,"source":"cache"}}"#,
        #","data_quality":{"completeness_score":1,"freshness_ms":5,"source":"cache"},"event_type":"tick_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","bid":1,"ask":1,"bid_size":1,"ask_size":1}"#,
        #","event_type":"bar_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","open":1,"high":1,"low":1,"close":1,"volume":1}"#,
        "{\"event_type\":\"bar_event\",\"symbol\":\"A\",\"timestamp\":\"\(String(repeating: "\u{0}", count: 16)):00Z\",\"open\":1,\"high\":1,\"low\":1,\"close\":1,\"volume\":1}",
        #"{"event_type":"bar_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","open":1,"high":1,"low":1,"close":1,"volume":1,"exchange":"NYSE","currency":"USD","exchange":"NYSE"}"#,
        #"{"event_type":"bar_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","open":1,"high":1,"low":1,"close":1,"volume":1,"exchange":"#,
        #"{"event_type":"bar_event","symbol":"A","timestamp":"2025-11-17T14:30:00Z","open":1,"high":1,"low":1,"close":1,"volume":"#,
    ])
    func `what only looks usual is a fault`(record: String) {
        var readers = ReadingMemoryTests.Readers(seed: 0)
        #expect(readers.read(Array(record.utf8), .marketEvents) == nil)
    }

    @Test func `what the last producer wrote is expected, whoever wrote before`() {
        var notes = ReadingNotes()
        let members: Members = [
            ("event_type", "\"bar_event\""), ("symbol", "\"SPY\""),
            ("timestamp", "\"2025-11-17T14:30:00Z\""), ("open", "1.5"), ("high", "1.5"),
            ("low", "1.5"), ("close", "1.5"), ("volume", "1"),
        ]
        let compact = Layout()
        let spaced = Layout(comma: ", ", colon: ": ")
        let others = Layout(comma: " ,", colon: " : ")
        for layout in [spaced, compact, spaced, compact, others, spaced, compact] {
            let text = layout.text(members)
            _ = try? BarEvent.decode(Array(text.utf8).span, notes: &notes)
            let usual = notes.memory.order.usual[notes.memory.order.usual(.bar, 8)]
            for (lead, field) in zip(usual, ObjectShape.bar.fields) {
                let start = field.field == .eventType ? "{" : layout.comma
                let bytes = Array("\(start)\"\(field.field.name)\"\(layout.colon)".utf8)
                #expect(lead.stands(bytes.span, 0) && lead.count == bytes.count)
            }
        }
    }
}
