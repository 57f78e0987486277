/// Some words, packed for quick comparison.
struct WordTable: Sendable {
    private let names: [PackedName]
    let words: [String]
    /// `must be one of BUY, SELL`
    let expected: String

    init(_ words: [String], expected: String? = nil) {
        self.words = words
        names = words.map { PackedName($0) }
        self.expected = expected ?? "must be one of " + words.joined(separator: ", ")
    }

    /// The word's place; nil when it is none of them.
    func index(_ text: Span<UInt8>) -> Int? {
        guard let name = PackedName(text) else { return nil }
        return names.firstIndex(of: name)
    }
}
