/// Why a line is no record; where it stands is added by who reads the file.
struct RowFault: Error, Equatable {
    let reason: String
    let remedy: String

    init(_ reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }

    /// What a message shows of a cell.
    static func shown(_ cell: Span<UInt8>) -> String {
        let text = TerminalText.shown(cell.extracting(0..<min(cell.count, 40)).string)
        return "\"\(text)\(cell.count > 40 ? "…" : "")\""
    }
}
