public import Contracts

/// One kind of message as it arrives in a steady stream.
public struct MessageStream: Sendable {
    public let name: String
    public let topic: Topic
    /// Whether a record must be read and written without a call for memory: those kinds that
    /// hold no list.
    public let isFlat: Bool
    private let next: @Sendable (inout Market) -> Message

    public static let all = [
        MessageStream(name: "bar", topic: .marketEvents, isFlat: true) { .bar($0.bar()) },
        MessageStream(name: "bar, minimal", topic: .marketEvents, isFlat: true) {
            .bar($0.minimalBar())
        },
        MessageStream(name: "tick", topic: .marketEvents, isFlat: true) { .tick($0.tick()) },
        MessageStream(name: "tick, 2 × 10 levels", topic: .marketEvents, isFlat: false) {
            .tick($0.deepTick())
        },
        MessageStream(name: "OFI event", topic: .ofiEvents, isFlat: true) { .ofi($0.ofi()) },
        MessageStream(name: "order intent", topic: .orderIntents, isFlat: true) {
            .intent($0.intent())
        },
        MessageStream(name: "execution report", topic: .execReports, isFlat: false) {
            .report($0.report())
        },
        MessageStream(name: "raw quote", topic: .marketRaw, isFlat: true) { .raw($0.rawQuote()) },
        MessageStream(name: "raw trade", topic: .marketRaw, isFlat: true) { .raw($0.rawTrade()) },
        MessageStream(name: "raw bar", topic: .marketRaw, isFlat: true) { .raw($0.rawBar()) },
        MessageStream(name: "raw depth, 2 × 10", topic: .marketRaw, isFlat: false) {
            .raw($0.rawDepth())
        },
    ]

    private init(
        name: String, topic: Topic, isFlat: Bool,
        next: @escaping @Sendable (inout Market) -> Message
    ) {
        self.name = name
        self.topic = topic
        self.isFlat = isFlat
        self.next = next
    }

    /// The stream's first messages; the same ones for the same seed.
    public func messages(_ count: Int, seed: UInt64) -> [Message] {
        var market = Market(seed: seed)
        return (0..<count).map { _ in next(&market) }
    }
}
