/// The bytes of a machine's saved state: integers as varints of seven bits a byte, lowest first
/// (signed ones zigzag), floating point as its bits, texts and lists behind their counts.
public struct StateWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    public mutating func write(byte: UInt8) { bytes.append(byte) }

    public mutating func write(varint: UInt64) {
        var rest = varint
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Eight bytes, lowest first.
    public mutating func write(word: UInt64) {
        for shift: UInt64 in [0, 8, 16, 24, 32, 40, 48, 56] {
            bytes.append(UInt8(truncatingIfNeeded: word >> shift))
        }
    }

    public mutating func write(_ value: some StateCoded) { value.write(to: &self) }

    /// The count, then each.
    public mutating func write<Element: StateCoded>(_ list: [Element]) {
        write(varint: UInt64(list.count))
        for element in list { element.write(to: &self) }
    }

    /// A value of a list of names: the name, so that the list may grow and change its order.
    public mutating func write<Name: RawRepresentable<String>>(name: Name) {
        write(name.rawValue)
    }
}
