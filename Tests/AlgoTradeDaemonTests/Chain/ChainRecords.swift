import Contracts
import Testing

@testable import AlgoTradeDaemon

/// Reading what a chain has written.
extension RecordBatch {
    /// The record's message by its topic's contract.
    func message(_ index: Int) throws -> Message {
        let topic = try #require(Topic(rawValue: topic(index)))
        let value = try #require(records[index].value, "\(place(index)) has no value")
        var notes = ReadingNotes()
        return try Message.decode(bytes.span.extracting(value), topic: topic, notes: &notes)
    }

    func messages() throws -> [Message] { try indices.map { try message($0) } }

    func intents() throws -> [OrderIntent] {
        try messages().compactMap { if case .intent(let intent) = $0 { intent } else { nil } }
    }

    func reports() throws -> [ExecutionReport] {
        try messages().compactMap { if case .report(let report) = $0 { report } else { nil } }
    }

    func valueBytes(_ index: Int) -> [UInt8]? { records[index].value.map { Array(bytes[$0]) } }
    func keyBytes(_ index: Int) -> [UInt8]? { records[index].key.map { Array(bytes[$0]) } }

    /// Names and values in the record's order.
    func headerTexts(_ index: Int) -> [String] {
        headers[records[index].headers].map {
            "\($0.name)=\(String(decoding: bytes[$0.value], as: UTF8.self))"
        }
    }

    /// Everything but Kafka's timestamp, to compare two runs.
    func lines() -> [String] {
        indices.map {
            "\(place($0)) \(keyText($0) ?? "-") \(headerTexts($0)) \(valueText($0))"
        }
    }

    func sources() -> [Place?] {
        indices.map { header($0, "source").flatMap(Place.init(parsing:)) }
    }

    func places() -> [Place] { indices.map { place($0) } }
}

extension Message {
    /// What the `schema` header of a record with this message says.
    var schema: String {
        switch self {
        case .raw: "market_raw/1"
        case .bar: "bar_event/1"
        case .tick: "tick_event/1"
        case .ofi: "ofi_event/1"
        case .intent: "order_intent/1"
        case .report: "execution_report/1"
        }
    }
}

/// What must hold of every log that the planes have written, whatever went in.
enum ChainRules {
    /// Every record keeps its contract, is keyed by its symbol, and says what it is and, unless
    /// time alone caused it, which record caused it.
    static func checkRecords(_ batch: RecordBatch, causedBy topics: [Topic]) throws {
        for index in batch.indices {
            let message = try batch.message(index)
            try #require(batch.keyText(index) == message.symbol.description)
            try #require(batch.header(index, "schema") == message.schema)
            let source = batch.header(index, "source").flatMap(Place.init(parsing:))
            guard let source else {
                try #require(batch.topic(index) == Topic.execReports.rawValue)
                continue
            }
            try #require(topics.contains { $0.rawValue == source.topic }, "\(source)")
        }
    }

    /// Every intent has one decision; what follows it is in order and its quantities add up.
    static func checkOrders(_ intents: [OrderIntent], _ reports: [ExecutionReport]) throws {
        let byIntent = Dictionary(grouping: reports, by: \.intentId)
        #expect(Set(byIntent.keys) == Set(intents.map(\.intentId)))
        #expect(Set(reports.map(\.reportId)).count == reports.count)
        for intent in intents {
            let own = byIntent[intent.intentId] ?? []
            let first = try #require(own.first, "no report for \(intent.intentId)")
            let decisions = own.filter { $0.status == .submitted || $0.status == .rejected }
            #expect(decisions.count == 1, "\(own.map(\.status))")
            #expect(first.status == .submitted || first.status == .rejected)
            var filled = Decimal9.zero
            for report in own {
                var breaches: [ReportRule] = []
                report.forEachBreach { breaches.append($0) }
                #expect(breaches.isEmpty, "\(report.reportId): \(breaches)")
                #expect(report.symbol == intent.symbol && report.direction == intent.direction)
                #expect(report.requestedQuantity == intent.quantity)
                #expect(report.filledQuantity >= filled)
                filled = report.filledQuantity
            }
            #expect(filled <= intent.quantity)
        }
    }

    /// Bought less sold of each symbol, from the fills that the reports list.
    static func positions(_ reports: [ExecutionReport]) -> [Symbol: Int64] {
        var seen: Set<String> = []
        var positions: [Symbol: Int64] = [:]
        for report in reports {
            for fill in report.fills ?? [] where seen.insert(fill.fillId).inserted {
                let sign = report.direction?.sign ?? 0
                positions[report.symbol, default: 0] += sign * fill.quantity.nanos
            }
        }
        return positions.filter { $0.value != 0 }
    }
}
