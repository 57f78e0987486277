/// Something that a machine's saved state is made of: it writes itself, and reads itself again
/// from bytes that nobody vouches for.
public protocol StateCoded {
    func write(to state: inout StateWriter)

    /// Takes no value that the type itself could not have come to: whoever goes on with it must
    /// not trap.
    init(from state: inout StateReader) throws(StateFault)
}

extension Bool: StateCoded {
    public func write(to state: inout StateWriter) { state.write(byte: self ? 1 : 0) }

    public init(from state: inout StateReader) throws(StateFault) {
        switch try state.readByte() {
        case 0: self = false
        case 1: self = true
        case let other: throw state.malformed("0 or 1 expected, found \(other)")
        }
    }
}

extension Int64: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(varint: UInt64(bitPattern: (self << 1) ^ (self >> 63)))
    }

    public init(from state: inout StateReader) throws(StateFault) {
        let folded = try state.readVarint()
        self = Int64(bitPattern: folded >> 1) ^ -Int64(bitPattern: folded & 1)
    }
}

extension Int: StateCoded {
    public func write(to state: inout StateWriter) { Int64(self).write(to: &state) }

    public init(from state: inout StateReader) throws(StateFault) {
        self = Int(try Int64(from: &state))
    }
}

extension Int128: StateCoded {
    public func write(to state: inout StateWriter) {
        if let small = Int64(exactly: self), small.magnitude < 1 << 62 {
            return small.write(to: &state)
        }
        var rest = UInt128(bitPattern: (self << 1) ^ (self >> 127))
        while rest >= 0x80 {
            state.write(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        state.write(byte: UInt8(truncatingIfNeeded: rest))
    }

    public init(from state: inout StateReader) throws(StateFault) {
        var folded: UInt128 = 0
        var shift: UInt128 = 0
        while true {
            let byte = try state.readByte()
            let part = UInt128(byte & 0x7F)
            guard shift < 126 || part < 4 else {
                throw state.malformed("an integer is longer than 128 bits")
            }
            folded |= part << shift
            if byte < 0x80 { break }
            shift += 7
            guard shift <= 126 else {
                throw state.malformed("an integer is longer than 128 bits")
            }
        }
        self = Int128(bitPattern: folded >> 1) ^ -Int128(bitPattern: folded & 1)
    }
}

extension Double: StateCoded {
    /// The bit pattern, so that nothing is rounded.
    public func write(to state: inout StateWriter) { state.write(word: bitPattern) }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(bitPattern: try state.readWord())
    }
}

extension String: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(varint: UInt64(utf8.count))
        for byte in utf8 { state.write(byte: byte) }
    }

    public init(from state: inout StateReader) throws(StateFault) {
        let count = try state.readCount(atMost: .max)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for _ in 0..<count { bytes.append(try state.readByte()) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw state.malformed("a text is no UTF-8")
        }
        self = text
    }
}

extension Optional: StateCoded where Wrapped: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(byte: self == nil ? 0 : 1)
        self?.write(to: &state)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self = try Bool(from: &state) ? try Wrapped(from: &state) : nil
    }
}
