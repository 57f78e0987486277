import Contracts

/// One recorded file, record by record, in a place of its own.
final class ReplaySource {
    var records: RecordedRecords

    init(_ records: consuming RecordedRecords) {
        self.records = records
    }
}

/// One recorded file, record by record.
struct RecordedRecords: ~Copyable {
    /// Invalid lines that are told one by one, of those passed over.
    private static let toldMax = 10

    /// Time and symbol of the present record.
    private(set) var time = Timestamp.zero
    private(set) var symbol = Symbol("X")
    /// Lines passed over since they are no records.
    private(set) var invalid = 0
    let isPipe: Bool

    private var lines: RecordedLines
    private var table: TableRows?
    private var json: JSONRows?
    /// The first line, which is a record.
    private var firstLine: Range<Int>?
    private let skipsInvalid: Bool
    private let complain: @Sendable (String) -> Void
    private let refuse: ((_ place: String, _ fault: RowFault) -> Void)?

    /// `trades.csv:120`, where the line read last stands.
    var place: String { "\(lines.name):\(lines.number)" }
    var size: Int? { lines.size }
    var bytesRead: Int { lines.bytesRead }

    /// Opens the file and finds out what it is. There is no record before the first
    /// ``advance()``.
    ///
    /// - Parameter refuse: takes each line that is no record, when such are passed over; else
    ///   `complain` is told the first of them.
    /// - Throws: ``CommandFault``
    init(
        _ file: ReplayFile, skipsInvalid: Bool, isStopping: @escaping @Sendable () -> Bool,
        complain: @escaping @Sendable (String) -> Void,
        refuse: ((_ place: String, _ fault: RowFault) -> Void)? = nil
    ) throws(CommandFault) {
        var lines = try RecordedLines(file.path, isStopping: isStopping)
        var first = try lines.next()
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if let line = first, lines.buffer[line].starts(with: mark) {
            first = (line.lowerBound + 3)..<line.upperBound
        }
        if let line = first {
            if lines.buffer[line].first(where: { $0 != 0x20 }) == UInt8(ascii: "{") {
                json = JSONRows()
            } else {
                do {
                    table = try Self.table(file, lines.buffer.span.extracting(line).string)
                } catch {
                    throw CommandFault(
                        "\(lines.name):\(lines.number): \(error.reason)", remedy: error.remedy)
                }
            }
        }
        firstLine = table != nil && file.hasHeader ? nil : first
        isPipe = lines.size == nil
        self.skipsInvalid = skipsInvalid
        self.complain = complain
        self.refuse = refuse
        self.lines = lines
    }

    /// Goes to the next record; false when there is none any more.
    ///
    /// - Throws: ``CommandFault`` when the file cannot be read further, or a line is no record
    ///   and such lines are not to be passed over.
    mutating func advance() throws(CommandFault) -> Bool {
        while let line = try nextLine() {
            do throws(RowFault) {
                if table != nil {
                    try table?.read(lines, line)
                    time = table?.time ?? .zero
                    symbol = table?.symbol ?? symbol
                } else {
                    try json?.read(lines, line)
                    time = json?.record?.time ?? .zero
                    symbol = json?.record?.symbol ?? symbol
                }
                return true
            } catch {
                guard skipsInvalid else {
                    throw CommandFault("\(place): \(error.reason)", remedy: error.remedy)
                }
                invalid += 1
                if let refuse {
                    refuse(place, error)
                    continue
                }
                if invalid <= Self.toldMax { complain("\(place): passed over: \(error.reason)") }
                if invalid == Self.toldMax {
                    complain("\(lines.name): further such lines are only counted")
                }
            }
        }
        return false
    }

    /// Whether going to the next record may have to wait for a pipe.
    func mayWait() -> Bool { isPipe && !lines.hasLine }

    /// Appends the present record's JSON with another time.
    @inline(__always)
    func write(_ time: Timestamp, to bytes: inout [UInt8]) {
        if table != nil {
            table?.write(lines.buffer.span, time, to: &bytes)
        } else {
            json?.write(lines.buffer.span, time, to: &bytes)
        }
    }

    private mutating func nextLine() throws(CommandFault) -> Range<Int>? {
        if let line = firstLine {
            firstLine = nil
            return line
        }
        return try lines.next()
    }

    /// What makes records of the table that begins with this line.
    private static func table(_ file: ReplayFile, _ line: String) throws(RowFault) -> TableRows {
        var constants = file.constants
        constants.symbol =
            constants.symbol ?? file.symbolOtherwise ?? SymbolFromName.find(file.path)
        constants.source = constants.source ?? "replay"
        var header = line.split(separator: ",", omittingEmptySubsequences: false).map(name)
        if !file.hasHeader { header = (1...header.count).map { "#\($0)" } }
        if let mapping = file.mapping {
            // A column of symbols stands above the file's name.
            if mapping.columns[.symbol] != nil {
                constants.symbol = file.constants.symbol
            } else {
                try refuseAnother(file)
            }
            let rows = try TableRows(header: header, mapping, constants)
            if file.hasHeader, rows.takes(line) {
                throw RowFault(
                    "the first line is a row, where the columns' names are looked for",
                    remedy: "give --no-header (header: false in the configuration)")
            }
            return rows
        }
        let known = file.hasHeader ? MappingPreset.find(header.joined(separator: ",")) : nil
        guard let (preset, defaults) = known else {
            throw RowFault(
                "this is neither NDJSON nor a table with a known header",
                remedy: "tell what its columns are with --columns (columns: in the "
                    + "configuration), and with --no-header where there is no header; known are "
                    + MappingPreset.headers)
        }
        if preset.columns[.symbol] != nil {
            constants.symbol = file.constants.symbol
        } else {
            try refuseAnother(file)
        }
        var mapping = preset
        if file.isAdjusted, mapping.shape == .historicalBar {
            mapping.columns[.adjustedClose] = "adj_close"
        }
        return try TableRows(header: header, mapping, constants.over(defaults))
    }

    /// Refuses a table without symbols whose name tells another one than it is asked about: its
    /// records would be shown as what they are not.
    private static func refuseAnother(_ file: ReplayFile) throws(RowFault) {
        guard file.constants.symbol == nil, let asked = file.symbolOtherwise,
            let named = SymbolFromName.find(file.path), named != asked
        else { return }
        throw RowFault(
            "the file's name tells \(named), not \(asked)",
            remedy: "leave it out, or write FILE=\(asked) if it holds \(asked)")
    }

    /// A column's name without blanks and quotes around it.
    private static func name(_ cell: Substring) -> String {
        var name = cell.drop { $0 == " " || $0 == "\"" }
        while let last = name.last, last == " " || last == "\"" { name.removeLast() }
        return String(name)
    }
}

extension TableRows {
    /// Reads the row that is a line handed out last.
    fileprivate mutating func read(
        _ lines: borrowing RecordedLines, _ line: Range<Int>
    ) throws(RowFault) {
        try read(lines.buffer.span, line)
    }
}

extension JSONRows {
    /// Checks the record that is the line handed out last.
    fileprivate mutating func read(
        _ lines: borrowing RecordedLines, _ line: Range<Int>
    ) throws(RowFault) {
        try read(lines.buffer.span, line)
    }
}
