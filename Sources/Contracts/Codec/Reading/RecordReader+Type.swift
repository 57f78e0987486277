extension RecordReader {
    /// The record's type, wherever among its fields it stands; nil when it has none that is
    /// known. Only as much is proved as it takes to find it.
    static func type<C: WireChoice>(_ wanted: Field, _ bytes: Span<UInt8>) -> C? {
        guard var reader = try? RecordReader(document: bytes),
            case true? = try? reader.open(bytes, UInt8(ascii: "{"))
        else { return nil }
        return try? reader.find(wanted, bytes)
    }

    private mutating func find<C: WireChoice>(
        _ wanted: Field, _ bytes: Span<UInt8>
    ) throws(Invalid) -> C? {
        repeat {
            let name = PackedName(upToQuote: bytes, at &+ 1)
            let key = try string(bytes)
            try colon(bytes)
            let isPlain = FieldTable.shared.field(name) == wanted
            if isPlain || (key.isEscaped && PackedName(key.content(bytes).span) == wanted.packed) {
                return try choice(bytes)
            }
            try pass(bytes)
        } while try continues(bytes, UInt8(ascii: "}"))
        return nil
    }

    /// Passes over a value that is not judged here.
    private mutating func pass(_ bytes: Span<UInt8>) throws(Invalid) {
        switch byte(bytes) {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "["): try skip(bytes)
        default:
            while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "}") {
                at &+= 1
            }
        }
    }
}
