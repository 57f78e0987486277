/// What the rules of an object need of its values, while it is read.
struct KeptValues {
    static let capacity = 4

    /// Of a decimal its billionths, of a word its place in the list.
    private(set) var values = InlineArray<4, Int64>(repeating: 0)
    /// Where each value begins.
    private(set) var offsets = InlineArray<4, Int>(repeating: 0)
    /// Slots with a legal value.
    private(set) var legal: UInt8 = 0
    /// Fields that are there and not `null` where that means absent.
    var present: FieldSet = []

    @inline(__always)
    mutating func keep(_ value: Int64, _ slot: Int?, at offset: Int) {
        guard let slot else { return }
        values[slot] = value
        offsets[slot] = offset
        legal |= 1 << UInt8(slot)
    }

    @inline(__always)
    func has(_ slot: Int) -> Bool { legal & 1 << UInt8(slot) != 0 }
}
