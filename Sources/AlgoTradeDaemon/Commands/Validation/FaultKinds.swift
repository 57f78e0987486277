import Contracts

/// Faults counted by code and path; the path without its indices.
struct FaultKinds: Equatable, Sendable {
    /// Kinds kept; what further kinds occur is only counted. Paths may hold keys of the records.
    static let kindsMax = 256

    struct Kind: Hashable, Sendable {
        let code: ContractFault.Code
        /// `fills[].price`
        let path: String
    }

    /// Each kind once, in the order of their first occurrence.
    private(set) var kinds: [Kind] = []
    private(set) var counts: [Int] = []
    /// Faults of kinds past ``kindsMax``.
    private(set) var beyond = 0
    private var places: [Kind: Int] = [:]

    /// Whether no further kind is kept.
    var isFull: Bool { kinds.count >= Self.kindsMax }

    mutating func add(_ fault: ContractFault) {
        add(Kind(code: fault.code, path: Self.general(fault.path)), 1)
    }

    /// Adds faults that came later. Exact unless `later` dropped kinds that would have had room
    /// here; exact in any case when these are full and `later` began as their ``names``.
    mutating func merge(_ later: FaultKinds) {
        beyond += later.beyond
        for (kind, count) in zip(later.kinds, later.counts) where count > 0 { add(kind, count) }
    }

    /// The same kinds, each of them with a count of 0.
    var names: FaultKinds {
        var names = self
        names.counts = counts.map { _ in 0 }
        names.beyond = 0
        return names
    }

    /// The commonest first; of two with one count the one that occurred first.
    var sorted: [(kind: Kind, count: Int)] {
        zip(kinds, counts).enumerated()
            .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }
            .map { ($0.element.0, $0.element.1) }
    }

    private mutating func add(_ kind: Kind, _ count: Int) {
        if let place = places[kind] {
            counts[place] += count
        } else if isFull {
            beyond += count
        } else {
            places[kind] = kinds.count
            kinds.append(kind)
            counts.append(count)
        }
    }

    /// `fills[0].price` becomes `fills[].price`.
    static func general(_ path: String) -> String {
        guard path.utf8.contains(UInt8(ascii: "[")) else { return path }
        let bytes = Array(path.utf8)
        var general: [UInt8] = []
        var i = 0
        while i < bytes.count {
            general.append(bytes[i])
            i += 1
            guard bytes[i - 1] == UInt8(ascii: "[") else { continue }
            let rest = bytes[i...].drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if rest.first == UInt8(ascii: "]") { i = rest.startIndex }
        }
        return String(decoding: general, as: UTF8.self)
    }
}
