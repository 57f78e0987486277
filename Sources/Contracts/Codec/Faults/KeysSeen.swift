/// The keys of one object so far, to find duplicates in linear time.
///
/// Keys of the vocabulary are bits; a few others are compared one by one, without allocation;
/// many others go to a seeded hash set, which hostile keys cannot slow down.
struct KeysSeen {
    private static let fewMax = 8

    private var known: FieldSet = []
    private var few = InlineArray<8, StringToken>(repeating: StringToken(start: 0, end: 0))
    private var count = 0
    private var many: Set<[UInt8]> = []

    /// False when the object had the key already.
    mutating func insert(_ field: Field) -> Bool { known.insert(field) }

    /// False when the object had the key already.
    mutating func insert(_ key: StringToken, _ bytes: Span<UInt8>) -> Bool {
        if many.isEmpty {
            for i in 0..<count where few[i].isEqual(to: key, bytes) { return false }
            if count < Self.fewMax {
                few[count] = key
                count += 1
                return true
            }
            for i in 0..<count { many.insert(few[i].content(bytes)) }
        }
        return many.insert(key.content(bytes)).inserted
    }
}
