import ArgumentParser
import Contracts
import YAMLConfig

/// Which dead letters are meant.
struct LetterFilter: Equatable, Sendable {
    /// Any of these; empty: every reason.
    var reasons: [String] = []
    /// From this time on, by Kafka's time of the dead letter.
    var since: Timestamp?
    /// Before this time.
    var until: Timestamp?
    var symbol: String?
    var plane: String?

    func matches(_ letter: StoredLetter, _ index: Int, of batch: RecordBatch) -> Bool {
        if !reasons.isEmpty, !reasons.contains(letter.reason) { return false }
        if let plane, plane != letter.plane { return false }
        if let since, letter.time < since { return false }
        if let until, letter.time >= until { return false }
        guard let symbol, letter.key != symbol else { return true }
        guard let value = batch.records[index].value else { return false }
        return Self.names(symbol, in: batch.bytes[value])
    }

    /// Whether a member `symbol` of the text has that value. The text need not be JSON: it is a
    /// dead letter's.
    static func names(_ symbol: String, in text: ArraySlice<UInt8>) -> Bool {
        let name = Array(#""symbol""#.utf8)
        let wanted = Array("\"\(symbol)\"".utf8)
        var rest = text
        while let quote = rest.firstIndex(of: UInt8(ascii: "\"")) {
            rest = rest[quote...]
            guard rest.starts(with: name) else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(name.count)
            let blanks: Set = [0x20, 0x09, 0x0A, 0x0D] as Set<UInt8>
            let colon = rest.drop { blanks.contains($0) }
            guard colon.first == UInt8(ascii: ":") else { continue }
            if colon.dropFirst().drop(while: { blanks.contains($0) }).starts(with: wanted) {
                return true
            }
        }
        return false
    }
}

/// The filter as a verb's options.
struct LetterFilterOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: "Those of this reason alone: contract, crossed, poison… May be given again.")
    var reason: [String] = []

    @Option(
        help: ArgumentHelp(
            "Those from this time on: RFC 3339, or a duration back from now, as 2h.",
            valueName: "time"))
    var since: String?

    @Option(help: ArgumentHelp("Those before this time.", valueName: "time"))
    var until: String?

    @Option(help: "Those whose key is this symbol, or whose value names it.")
    var symbol: String?

    @Option(
        help: "Those that this plane gave up: data, strategy or orders.",
        completion: .list(PlaneName.allCases.map(\.rawValue)))
    var plane: String?

    mutating func validate() throws {
        _ = try filter(now: .zero)
        if let plane, PlaneName(rawValue: plane) == nil {
            let names = PlaneName.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("no plane is called \(plane); there are \(names)")
        }
    }

    func filter(now: Timestamp) throws -> LetterFilter {
        LetterFilter(
            reasons: reason, since: try since.map { try Self.time($0, now, "--since") },
            until: try until.map { try Self.time($0, now, "--until") }, symbol: symbol,
            plane: plane)
    }

    private static func time(_ text: String, _ now: Timestamp, _ option: String) throws -> Timestamp
    {
        if let time = Timestamp(text) { return time }
        guard let back = DurationText.parse(text) else {
            throw ValidationError(
                "\(option): \(text) is no time; write 2026-11-17T14:30:00Z, or a duration back "
                    + "from now: 30m, 2h, 7d")
        }
        let (seconds, attoseconds) = back.components
        return now.advanced(
            byNanoseconds: -(seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }
}
