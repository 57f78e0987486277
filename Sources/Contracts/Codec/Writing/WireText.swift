/// Up to 32 bytes that many records hold: a key, a choice, the start of a message.
struct WireText: Sendable {
    static let bytesMax = 32

    /// The first byte in the lowest; zeros behind the last.
    private(set) var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    let count: Int

    init(_ text: String) {
        count = text.utf8.count
        precondition(count <= Self.bytesMax)
        for (i, byte) in text.utf8.enumerated() {
            let bits = UInt64(byte) << UInt64(8 * (i & 7))
            switch i >> 3 {
            case 0: words.0 |= bits
            case 1: words.1 |= bits
            case 2: words.2 |= bits
            default: words.3 |= bits
            }
        }
    }

    /// Where the starts of messages are in ``all``, by the kind's raw value.
    static var firstHead: Int { 105 }
    /// Where the choices are in ``all``; each enumeration knows which are its own.
    static var firstChoice: Int { 115 }

    /// `,"name":` of each field by its raw value; `,"event_type":"bar_event"` of each kind of
    /// message; quoted choices.
    static let all: [WireText] = {
        var all = Field.names.map { WireText(",\"\($0)\":") }
        precondition(all.count == firstHead)
        for kind in MessageKind.allCases {
            let field: Field = kind.rawValue < MessageKind.bidAsk.rawValue ? .eventType : .type
            all.append(WireText(",\"\(field.name)\":\"\(kind.name)\""))
        }
        precondition(all.count == firstChoice)
        appendChoices(&all)
        return all
    }()
}
