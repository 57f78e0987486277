/// Reads what ``StateWriter`` wrote, and refuses everything else without trapping.
public struct StateReader: Sendable {
    private let bytes: [UInt8]
    /// How many bytes have been read.
    public private(set) var offset = 0

    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    public mutating func readByte() throws(StateFault) -> UInt8 {
        guard offset < bytes.count else {
            throw StateFault(.truncated, at: offset, "the bytes end here, more was expected")
        }
        defer { offset += 1 }
        return bytes[offset]
    }

    public mutating func readVarint() throws(StateFault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try readByte()
            guard shift < 63 || byte < 2 else {
                throw malformed("an integer is longer than 64 bits")
            }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    /// Eight bytes, lowest first.
    public mutating func readWord() throws(StateFault) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<8 { word |= UInt64(try readByte()) << UInt64(8 * place) }
        return word
    }

    /// How many of something follow: no more than `limit`, nor than bytes are left, of which
    /// each takes one at least.
    public mutating func readCount(atMost limit: Int) throws(StateFault) -> Int {
        let count = try readVarint()
        guard count <= UInt64(Swift.max(limit, 0)) else {
            throw malformed("a list has \(count) entries, at most \(limit) are legal")
        }
        guard count <= UInt64(bytes.count - offset) else {
            throw StateFault(
                .truncated, at: offset,
                "\(count) entries were announced, \(bytes.count - offset) bytes are left")
        }
        return Int(count)
    }

    public mutating func read<Value: StateCoded>(
        _ type: Value.Type = Value.self
    ) throws(StateFault) -> Value {
        try Value(from: &self)
    }

    public mutating func readList<Element: StateCoded>(
        of type: Element.Type = Element.self, atMost limit: Int
    ) throws(StateFault) -> [Element] {
        let count = try readCount(atMost: limit)
        var list: [Element] = []
        list.reserveCapacity(Swift.min(count, 1024))
        for _ in 0..<count { list.append(try Element(from: &self)) }
        return list
    }

    public mutating func readName<Name: RawRepresentable<String>>(
        of type: Name.Type = Name.self
    ) throws(StateFault) -> Name {
        let text = try String(from: &self)
        guard let name = Name(rawValue: text) else {
            throw malformed("\(text.prefix(64)) is no \(type)")
        }
        return name
    }

    /// Nothing may follow.
    public func finish() throws(StateFault) {
        guard offset == bytes.count else {
            throw malformed("\(bytes.count - offset) bytes follow the end")
        }
    }

    public func malformed(_ message: String) -> StateFault {
        StateFault(.malformed, at: offset, message)
    }

    /// Refuses a value that no writer has come to.
    public func require(
        _ condition: Bool, _ message: @autoclosure () -> String
    ) throws(StateFault) {
        guard condition else { throw malformed(message()) }
    }
}
