/// The ten kinds of message that a record can be: five, and the five shapes of raw data.
enum MessageKind: Int, CaseIterable, Sendable {
    case bar, tick, ofi, intent, report
    case bidAsk, allLast, realtimeBar, historicalBar, depth

    var shape: ObjectShape { Self.shapes[rawValue] }

    /// As the record's type says, and as the schema is called: `bar_event`.
    var name: String { shape.name }

    private static let shapes: [ObjectShape] = [
        .bar, .tick, .ofi, .intent, .report,
        .bidAsk, .allLast, .realtimeBar, .historicalBar, .depth,
    ]
}

extension Topic {
    /// From 0.
    var index: Int {
        switch self {
        case .marketRaw: 0
        case .marketEvents: 1
        case .ofiEvents: 2
        case .orderIntents: 3
        case .execReports: 4
        }
    }

    /// The messages that the topic carries, in the order of ``MessageKind``.
    var kinds: [MessageKind] {
        switch self {
        case .marketRaw: [.bidAsk, .allLast, .realtimeBar, .historicalBar, .depth]
        case .marketEvents: [.bar, .tick]
        case .ofiEvents: [.ofi]
        case .orderIntents: [.intent]
        case .execReports: [.report]
        }
    }

    /// The field that tells them apart; nil where there is one only.
    var discriminator: Field? {
        switch self {
        case .marketRaw: .type
        case .marketEvents: .eventType
        case .ofiEvents, .orderIntents, .execReports: nil
        }
    }
}
