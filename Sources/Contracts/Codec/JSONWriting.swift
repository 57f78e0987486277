/// Canonical JSON: fixed order, no white space, shortest exact numbers.
extension [UInt8] {
    /// `"name":`, with a comma before it unless it is the object's first.
    mutating func key(_ field: Field) {
        if last != UInt8(ascii: "{") { append(UInt8(ascii: ",")) }
        append(UInt8(ascii: "\""))
        append(contentsOf: field.name.utf8)
        append(UInt8(ascii: "\""))
        append(UInt8(ascii: ":"))
    }

    mutating func write(_ field: Field, _ value: Decimal9) {
        key(field)
        value.append(to: &self)
    }

    mutating func write(_ field: Field, _ value: Int64) {
        key(field)
        if value < 0 { append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    mutating func write(_ field: Field, _ value: Bool) {
        key(field)
        append(contentsOf: (value ? "true" : "false").utf8)
    }

    /// Shortest digits that read back as the same Double; traps unless it is finite.
    mutating func write(_ field: Field, _ value: Double) {
        precondition(value.isFinite, "JSON has no \(value) for \(field.name)")
        key(field)
        append(double: value)
    }

    mutating func write(_ field: Field, _ value: Symbol) {
        key(field)
        append(UInt8(ascii: "\""))
        value.append(to: &self)
        append(UInt8(ascii: "\""))
    }

    mutating func write(_ field: Field, _ value: Timestamp) {
        key(field)
        append(UInt8(ascii: "\""))
        value.append(to: &self)
        append(UInt8(ascii: "\""))
    }

    mutating func write(_ field: Field, _ value: MessageID) {
        key(field)
        append(UInt8(ascii: "\""))
        value.append(to: &self)
        append(UInt8(ascii: "\""))
    }

    mutating func write(_ field: Field, _ value: some RawRepresentable<String>) {
        key(field)
        append(UInt8(ascii: "\""))
        append(contentsOf: value.rawValue.utf8)
        append(UInt8(ascii: "\""))
    }

    mutating func write(_ field: Field, _ value: String) {
        key(field)
        append(UInt8(ascii: "\""))
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                append(UInt8(ascii: "\\"))
                append(byte)
            case 0x0A: append(contentsOf: "\\n".utf8)
            case 0x0D: append(contentsOf: "\\r".utf8)
            case 0x09: append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u001").utf8)
                let digit = byte & 0xF
                append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            default: append(byte)
            }
        }
        append(UInt8(ascii: "\""))
    }

    /// `"name":{…}`
    mutating func object(_ field: Field, _ members: (inout [UInt8]) -> Void) {
        key(field)
        object(members)
    }

    mutating func object(_ members: (inout [UInt8]) -> Void) {
        append(UInt8(ascii: "{"))
        members(&self)
        append(UInt8(ascii: "}"))
    }

    /// `"name":[…]`
    mutating func array<Value>(
        _ field: Field, _ elements: [Value], _ write: (inout [UInt8], Value) -> Void
    ) {
        key(field)
        append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { append(UInt8(ascii: ",")) }
            write(&self, element)
        }
        append(UInt8(ascii: "]"))
    }

    mutating func write(_ field: Field, _ levels: [PriceLevel]) {
        array(field, levels) { bytes, level in
            bytes.append(UInt8(ascii: "["))
            level.price.append(to: &bytes)
            bytes.append(UInt8(ascii: ","))
            level.size.append(to: &bytes)
            bytes.append(UInt8(ascii: "]"))
        }
    }
}
