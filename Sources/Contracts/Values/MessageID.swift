/// A UUID as messages carry it: 128 bits, written lower-case and hyphenated (8-4-4-4-12).
public struct MessageID: Hashable, Sendable {
    public let high: UInt64
    public let low: UInt64

    @inlinable
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// An identifier made from 128 bits of a hash: version 8 (RFC 9562, section 5.8).
    public init(hashHigh: UInt64, hashLow: UInt64) {
        high = hashHigh & ~0xF000 | 0x8000
        low = hashLow & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    }

    /// Nil unless the 36 bytes are the lower-case hyphenated form.
    public init?(utf8 bytes: Span<UInt8>) {
        guard bytes.count == 36 else { return nil }
        var words: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for i in bytes.indices {
            let byte = bytes[i]
            if i == 8 || i == 13 || i == 18 || i == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            let digit: UInt64
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                digit = UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
            if digits < 16 {
                words.0 = words.0 << 4 | digit
            } else {
                words.1 = words.1 << 4 | digit
            }
            digits += 1
        }
        (high, low) = words
    }

    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let id = MessageID(utf8: bytes.span) else { return nil }
        self = id
    }

    public func append(to bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: 36)
        var room = bytes.mutableSpan
        writer.id(self, &room)
        writer.finish(&bytes)
    }
}

extension MessageID: Comparable {
    public static func < (a: MessageID, b: MessageID) -> Bool {
        a.high != b.high ? a.high < b.high : a.low < b.low
    }
}

extension MessageID: CustomStringConvertible {
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
