/// Reads a record of the journal's native protocol back, on its own.
func journalFields(_ bytes: [UInt8]) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = rest[..<end]
        rest = rest[(end + 1)...]
        if let equals = line.firstIndex(of: UInt8(ascii: "=")) {
            fields.append((text(line[..<equals]), text(line[(equals + 1)...])))
        } else {
            let length = rest.prefix(8).enumerated().reduce(0) { $0 | Int($1.1) << (8 * $1.0) }
            let value = rest.dropFirst(8).prefix(length)
            fields.append((text(line), text(value)))
            rest = rest.dropFirst(8 + length)
            guard rest.popFirst() == UInt8(ascii: "\n") else { return [] }
        }
    }
    return rest.isEmpty ? fields : []
}

private func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
}
