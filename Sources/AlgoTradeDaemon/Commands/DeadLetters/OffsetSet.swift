import ArgumentParser

/// Offsets that a user names: `12`, `12,15,20-29`.
struct OffsetSet: Equatable, Sendable {
    /// In the order of their beginnings.
    let ranges: [ClosedRange<Int64>]

    /// - Throws: a usage error.
    static func parse(_ text: String) throws -> OffsetSet {
        let ranges = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = ends.compactMap { Int64($0) }
            guard numbers.count == ends.count, 1...2 ~= ends.count, numbers[0] <= numbers.last!
            else {
                throw ValidationError(
                    "--offset: \(part) is no offset; write 12, or 12,15, or 20-29")
            }
            return numbers[0]...numbers.last!
        }
        return OffsetSet(ranges: ranges.sorted { $0.lowerBound < $1.lowerBound })
    }

    var first: Int64 { ranges[0].lowerBound }
    var last: Int64 { ranges.map(\.upperBound).max() ?? first }

    /// The one offset that is named; nil when there are more.
    var single: Int64? { ranges.count == 1 && first == last ? first : nil }

    /// Offsets named one by one: each of them is expected to be there, while ranges have holes.
    var named: [Int64] { ranges.filter { $0.count == 1 }.map(\.lowerBound) }

    func contains(_ offset: Int64) -> Bool { ranges.contains { $0.contains(offset) } }
}
