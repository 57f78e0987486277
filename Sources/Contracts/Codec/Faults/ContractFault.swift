/// One thing that is wrong with a record.
public struct ContractFault: Error, Equatable, Sendable {
    /// Stable machine codes; docs/CONTRACTS.md lists them.
    public enum Code: String, CaseIterable, Sendable {
        /// Not JSON by RFC 8259, or not UTF-8.
        case syntax
        /// Deeper than 16 or longer than 1 MiB.
        case limit
        case duplicateKey = "duplicate_key"
        case missing
        /// A value of another JSON type.
        case type
        /// A number or length outside its bounds.
        case range
        /// A string that has not the form: symbol, UUID, timestamp, currency.
        case format
        /// A string outside the list.
        case choice
        /// A rule between fields.
        case rule
    }

    /// `open`, `data_quality.source`, `fills[0].price`; `$` for the document.
    public let path: String
    public let code: Code
    public let expected: String
    /// What stood there, cut to 64 characters; empty when nothing did.
    public let found: String
    /// Byte offset of the value; of the object when a field is missing; of the place where the
    /// parser stopped for syntax.
    public let offset: Int

    public init(path: String, code: Code, expected: String, found: String, offset: Int) {
        self.path = path
        self.code = code
        self.expected = expected
        self.found = found
        self.offset = offset
    }
}

extension ContractFault: CustomStringConvertible {
    /// `open: must be ≥ 0.000001, found -3 (byte 87)`
    public var description: String {
        let stood = found.isEmpty ? "" : ", found \(found)"
        return "\(path): \(expected)\(stood) (byte \(offset))"
    }
}

/// Everything that is wrong with one record, in the order of the bytes; never empty.
public struct ContractFaults: Error, Equatable, Sendable {
    public let faults: [ContractFault]

    public init(_ faults: [ContractFault]) {
        precondition(!faults.isEmpty)
        self.faults = faults
    }

    /// What a search found in a record that a reader gave up. The two judge alike; should they
    /// ever differ, the record is refused all the same, and says why.
    init(search faults: [ContractFault]) {
        let unexplained = ContractFault(
            path: "$", code: .syntax, expected: "must be readable; no fault is known", found: "",
            offset: 0)
        self.init(faults.isEmpty ? [unexplained] : faults)
    }
}

extension ContractFaults: CustomStringConvertible {
    /// One fault a line.
    public var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
