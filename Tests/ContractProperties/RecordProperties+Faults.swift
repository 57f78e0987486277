import Contracts

extension RecordProperties {
    private static let faultsMax = 10_000
    private static let foundMax = 64

    /// Faults are some, not too many, in the order of their bytes, all inside the record.
    @Sendable static func faultsPointInside(_ reading: Reading) -> String? {
        guard let faults = reading.faults else { return nil }
        guard 1...faultsMax ~= faults.count else { return "\(faults.count) faults" }
        let offsets = faults.map(\.offset)
        guard offsets == offsets.sorted() else { return "offsets are out of order: \(offsets)" }
        let outside = offsets.first { !(0...reading.record.count ~= $0) }
        return outside.map { "offset \($0) lies outside of \(reading.record.count) bytes" }
    }

    /// A fault is one line, and shows no more of the record than it may.
    @Sendable static func faultsReadWell(_ reading: Reading) -> String? {
        for fault in reading.faults ?? [] {
            guard !fault.path.isEmpty else { return "a fault has no path: \(fault)" }
            guard !fault.expected.isEmpty else { return "a fault expects nothing: \(fault)" }
            guard fault.found.unicodeScalars.count <= foundMax else {
                return "a fault shows \(fault.found.unicodeScalars.count) characters"
            }
            let isControl = { (scalar: Unicode.Scalar) in
                scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
            }
            guard !fault.description.unicodeScalars.contains(where: isControl) else {
                return "a fault has a control character: \(fault.description.debugDescription)"
            }
        }
        return nil
    }

    /// A fault of syntax ends the search.
    @Sendable static func faultsEndWithSyntax(_ reading: Reading) -> String? {
        let early = reading.faults?.dropLast().first { $0.code == .syntax }
        return early.map { "the search went on behind a fault of syntax: \($0)" }
    }
}
