import Contracts

/// How many records were good, and what was wrong with the others.
struct ValidationTally: Equatable, Sendable {
    private(set) var records = 0
    private(set) var invalid = 0
    /// Faults by the place of their code in `allCases`.
    private var counts = Array(repeating: 0, count: ContractFault.Code.allCases.count)
    private(set) var kinds = FaultKinds()
    /// Unknown fields, and rules that reading does not insist on.
    var notes = ReadingNotes()

    mutating func addValid() { records += 1 }

    mutating func add(_ faults: [ContractFault]) {
        records += 1
        invalid += 1
        for fault in faults {
            for (index, code) in ContractFault.Code.allCases.enumerated()
            where code == fault.code {
                counts[index] += 1
            }
            kinds.add(fault)
        }
    }

    /// Adds records that came later; exact unless `later` has lost names after the
    /// ``beginning`` of these.
    mutating func merge(_ later: ValidationTally) {
        records += later.records
        invalid += later.invalid
        for index in counts.indices { counts[index] += later.counts[index] }
        kinds.merge(later.kinds)
        notes.merge(later.notes)
    }

    /// What a tally of later records should begin with: names are bounded, and with the same
    /// names as here the later tally keeps and drops what this one would.
    var beginning: ValidationTally {
        var tally = ValidationTally()
        if kinds.isFull { tally.kinds = kinds.names }
        if notes.isFull { tally.notes = notes.names }
        return tally
    }

    /// Whether names were dropped that a tally with other names might have kept.
    func hasLostNames(after beginning: ValidationTally) -> Bool {
        (kinds.beyond > 0 && !beginning.kinds.isFull)
            || (notes.unknownBeyond > 0 && !beginning.notes.isFull)
    }

    func count(of code: ContractFault.Code) -> Int {
        zip(ContractFault.Code.allCases, counts).first { $0.0 == code }?.1 ?? 0
    }
}
