/// How often each of some reasons was given.
struct ReasonCounts<Reason>: Equatable, Sendable
where Reason: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    private var counts: [Reason: Int] = [:]

    subscript(reason: Reason) -> Int {
        get { counts[reason, default: 0] }
        set { counts[reason] = newValue == 0 ? nil : newValue }
    }

    var total: Int { counts.values.reduce(0, +) }

    mutating func add(_ other: Self) {
        for reason in Reason.allCases { self[reason] += other[reason] }
    }
}

extension ReasonCounts: StateCoded {
    /// Those that were given, by name: reasons may be added without a new format.
    func write(to state: inout StateWriter) {
        let given = counts.isEmpty ? [] : Reason.allCases.filter { self[$0] != 0 }
        state.write(varint: UInt64(given.count))
        for reason in given {
            state.write(name: reason)
            state.write(self[reason])
        }
    }

    init(from state: inout StateReader) throws(StateFault) {
        for _ in 0..<(try state.readCount(atMost: Reason.allCases.count)) {
            let reason = try state.readName(of: Reason.self)
            self[reason] = try state.read()
            try state.require(StateReader.legalCounts ~= self[reason], "no such count")
        }
    }
}

extension StateReader {
    /// What a count may be: far from where adding to it would overflow.
    static let legalCounts = 0...(1 << 62)

    /// A list of so many counts.
    mutating func readCounts(_ count: Int) throws(StateFault) -> [Int] {
        let counts = try readList(of: Int.self, atMost: count)
        try require(
            counts.count == count && counts.allSatisfy { Self.legalCounts ~= $0 },
            "\(count) counts expected")
        return counts
    }
}
