/// What was odd in records that were read, and is no fault. One value serves many records.
public struct ReadingNotes: Equatable, Sendable {
    /// Names kept; what further names occur is only counted.
    public static let unknownNamesMax = 64

    public struct UnknownField: Equatable, Sendable {
        /// With the object it stood in: `metadata.build`; each name cut to 64 characters, an
        /// empty one as `""`.
        public let name: String
        /// How often it occurred.
        public fileprivate(set) var count: Int
    }

    /// Each name once, in the order of their first occurrence.
    public private(set) var unknownFields: [UnknownField] = []
    /// Occurrences of names past ``unknownNamesMax``.
    public private(set) var unknownBeyond = 0
    /// By the place of the rule in `allCases`; empty until one is broken.
    private var breachCounts: [Int] = []
    /// Makes reading quicker, and is no part of what is noted.
    var memory = ReadingMemory()

    public init() {}

    public var isEmpty: Bool {
        unknownFields.allSatisfy { $0.count == 0 } && unknownBeyond == 0 && breachCounts.isEmpty
    }

    /// Whether no further name is kept.
    public var isFull: Bool { unknownFields.count >= Self.unknownNamesMax }

    /// Adds the notes of records that came later, as if these had been read one after the other.
    ///
    /// That is exact unless `later` dropped names (its ``unknownBeyond`` is not 0) that would
    /// have had room here; it is exact in any case when these notes are full and `later` began
    /// as their ``names``.
    public mutating func merge(_ later: ReadingNotes) {
        unknownBeyond += later.unknownBeyond
        for field in later.unknownFields where field.count > 0 {
            if let i = unknownFields.firstIndex(where: {
                $0.name.utf8.elementsEqual(field.name.utf8)
            }) {
                unknownFields[i].count += field.count
            } else if isFull {
                unknownBeyond += field.count
            } else {
                unknownFields.append(field)
            }
        }
        guard !later.breachCounts.isEmpty else { return }
        if breachCounts.isEmpty {
            breachCounts = later.breachCounts
        } else {
            for i in breachCounts.indices { breachCounts[i] += later.breachCounts[i] }
        }
    }

    /// Empty notes that know the same names, each of them with a count of 0.
    public var names: ReadingNotes {
        var notes = ReadingNotes()
        notes.unknownFields = unknownFields.map { UnknownField(name: $0.name, count: 0) }
        return notes
    }

    /// Reports that were read and broke the rule.
    public func count(of rule: ReportRule) -> Int {
        breachCounts.isEmpty ? 0 : breachCounts[rule.index]
    }

    /// Takes over what was unknown in a valid record.
    @inline(__always)
    mutating func endRecord(_ bytes: Span<UInt8>) {
        if !memory.unknown.isEmpty { noteUnknown(bytes) }
    }

    /// All faults of a record that a reader gave up, which has to be of one kind.
    @inline(never)
    mutating func faults(in bytes: Span<UInt8>, _ kind: MessageKind) -> ContractFaults {
        memory.unknown = UnknownFields()
        return ContractFaults(search: FaultSearch.faults(in: bytes, kind: kind))
    }

    /// All faults of a topic's record that a reader gave up.
    @inline(never)
    mutating func faults(in bytes: Span<UInt8>, topic: Topic) -> ContractFaults {
        memory.unknown = UnknownFields()
        return ContractFaults(search: FaultSearch.faults(in: bytes, topic: topic))
    }

    @inline(never)
    private mutating func noteUnknown(_ bytes: Span<UInt8>) {
        let unknown = memory.unknown
        memory.unknown = UnknownFields()
        unknown.note(in: &self, bytes)
    }

    mutating func add(_ rule: ReportRule) {
        if breachCounts.isEmpty {
            breachCounts = Array(repeating: 0, count: ReportRule.allCases.count)
        }
        breachCounts[rule.index] += 1
    }

    mutating func addUnknown(_ key: StringToken, _ scope: String, _ bytes: Span<UInt8>) {
        if key.start == key.end { return addUnknown(scope + "\"\"") }
        if !key.isEscaped, key.end - key.start <= JSONReader.shownMax {
            for i in unknownFields.indices where matches(i, key, scope, bytes) {
                unknownFields[i].count += 1
                return
            }
            guard unknownFields.count < Self.unknownNamesMax else {
                unknownBeyond += 1
                return
            }
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(
            contentsOf: String(decoding: key.content(bytes), as: UTF8.self).unicodeScalars
                .prefix(JSONReader.shownMax))
        addUnknown(scope + String(scalars))
    }

    mutating func addUnknown(_ name: String) {
        for i in unknownFields.indices
        where unknownFields[i].name.utf8.elementsEqual(name.utf8) {
            unknownFields[i].count += 1
            return
        }
        guard unknownFields.count < Self.unknownNamesMax else {
            unknownBeyond += 1
            return
        }
        unknownFields.append(UnknownField(name: name, count: 1))
    }

    public static func == (a: ReadingNotes, b: ReadingNotes) -> Bool {
        a.unknownFields == b.unknownFields && a.unknownBeyond == b.unknownBeyond
            && a.breachCounts == b.breachCounts
    }

    /// Whether the name is the scope and the key; without making a string.
    private func matches(
        _ index: Int, _ key: StringToken, _ scope: String, _ bytes: Span<UInt8>
    ) -> Bool {
        let name = unknownFields[index].name.utf8
        guard name.count == scope.utf8.count + key.end - key.start else { return false }
        var rest = name.makeIterator()
        for byte in scope.utf8 where rest.next() != byte { return false }
        for i in key.start..<key.end where rest.next() != bytes[i] { return false }
        return true
    }
}
