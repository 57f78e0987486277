/// JSON that has no contract.
public enum AnyJSON {
    /// Whether the bytes are one JSON object or array by the rules that hold for every record:
    /// RFC 8259, no duplicate keys, no deeper and no longer than a record may be.
    public static func isContainer(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count <= JSONReader.recordBytesMax else { return false }
        var reader = JSONReader()
        reader.skipSpace(bytes)
        let first = reader.byte(bytes)
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return false }
        do {
            try reader.skip(bytes)
        } catch {
            return false
        }
        reader.skipSpace(bytes)
        return reader.position == bytes.count && reader.faults.isEmpty
    }
}
