import Contracts

/// Makes records of a table's rows: cells between commas, quoted ones too.
///
/// Numbers are copied as they are written, so they are exact.
struct TableRows: Sendable {
    /// Time and symbol of the row read last.
    private(set) var time = Timestamp.zero
    private(set) var symbol: Symbol

    private let columns: [String]
    /// Each cell's field, in the order of the file.
    private let fields: [MappedField]
    /// Each column's place in ``fields``; −1: not mapped.
    private let places: [Int]
    private let hasSymbols: Bool
    private let template: RecordTemplate
    private var times: TimeReader
    /// Where the mapped cells of the row read last stand.
    private var cells: [Range<Int>]
    private var scaling: BarScaling?

    /// - Throws: ``RowFault`` when the header has not the mapping's columns, or the symbol or the
    ///   bar size is missing.
    init(
        header: [String], _ mapping: ColumnMapping, _ constants: RecordConstants
    ) throws(RowFault) {
        columns = header
        var places = [Int](repeating: -1, count: header.count)
        var fields: [MappedField] = []
        for field in MappedField.allCases {
            // A symbol that is given stands above the column's.
            if field == .symbol, constants.symbol != nil { continue }
            guard let name = mapping.columns[field] else { continue }
            let column = try Self.column(name, in: header)
            guard places[column] < 0 else {
                throw RowFault(
                    "column \(name) is mapped twice", remedy: "map each column to one field")
            }
            places[column] = fields.count
            fields.append(field)
        }
        self.places = places
        self.fields = fields
        hasSymbols = fields.contains(.symbol)
        guard let symbol = constants.symbol ?? (hasSymbols ? Symbol("X") : nil) else {
            throw RowFault(
                "no symbol is given, and the file's name tells none",
                remedy: "write FILE=SYMBOL or --symbol (symbol: in the configuration)")
        }
        self.symbol = symbol
        guard mapping.shape != .historicalBar || constants.barSize != nil else {
            throw RowFault(
                "the size of the bars is not given",
                remedy: "write --bar-size \"1 day\" (barSize: in the configuration)")
        }
        template = RecordTemplate(mapping.shape, constants, cells: fields)
        times = TimeReader(mapping.timeForm)
        cells = [Range<Int>](repeating: 0..<0, count: fields.count)
        scaling = BarScaling(fields)
    }

    /// Reads the row that is the line.
    ///
    /// - Throws: ``RowFault``
    mutating func read(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(RowFault) {
        try split(bytes, line)
        for place in fields.indices {
            let cell = cells[place]
            switch fields[place] {
            case .time:
                guard let time = times.read(bytes.extracting(cell)) else {
                    throw fault(place, bytes, "is not \(times.form.meaning)")
                }
                self.time = time
            case .symbol:
                guard let symbol = Symbol(raw: bytes.extracting(cell)) else {
                    throw fault(place, bytes, "is not a symbol")
                }
                self.symbol = symbol
            case .count:
                guard NumberText.isInteger(bytes, cell) else {
                    throw fault(place, bytes, "is not a whole number")
                }
            default:
                guard NumberText.isDecimal(bytes, cell) else {
                    throw fault(place, bytes, "is not a decimal number in range")
                }
            }
        }
        if scaling != nil { try scale(bytes) }
    }

    /// Whether the line is a row.
    func takes(_ line: String) -> Bool {
        var copy = self
        let bytes = Array(line.utf8)
        return (try? copy.read(bytes.span, bytes.indices)) != nil
    }

    /// Appends the record of the row read last; `line` is its line again.
    @inline(__always)
    func write(_ bytes: Span<UInt8>, _ time: Timestamp, to record: inout [UInt8]) {
        if let scaling {
            template.write(scaling.row.span, scaling.cells, time, to: &record)
        } else {
            template.write(bytes, cells, time, to: &record)
        }
    }

    private mutating func scale(_ bytes: Span<UInt8>) throws(RowFault) {
        let isScaled = scaling?.scale(bytes, cells) ?? true
        guard isScaled else {
            throw RowFault(
                "the prices cannot be scaled to the adjusted close",
                remedy: "the close must be above 0, and the results in range")
        }
    }

    /// Finds the mapped cells.
    private mutating func split(_ bytes: Span<UInt8>, _ line: Range<Int>) throws(RowFault) {
        var column = 0
        var at = line.lowerBound
        while true {
            var cell = at..<at
            if at < line.upperBound, bytes[at] == UInt8(ascii: "\"") {
                cell = try quoted(bytes, at..<line.upperBound)
                at = cell.upperBound &+ 1
            } else {
                while at < line.upperBound, bytes[at] != UInt8(ascii: ",") { at &+= 1 }
                cell = cell.lowerBound..<at
            }
            if column < places.count, places[column] >= 0 { cells[places[column]] = cell }
            column &+= 1
            guard at < line.upperBound else { break }
            at &+= 1
        }
        guard column == columns.count else {
            throw RowFault(
                "the row has \(column) columns, the header has \(columns.count)",
                remedy: "mend or remove the line")
        }
    }

    /// What is between the quotes that the cell begins and ends with.
    private func quoted(_ bytes: Span<UInt8>, _ rest: Range<Int>) throws(RowFault) -> Range<Int> {
        var at = rest.lowerBound + 1
        while at < rest.upperBound {
            guard bytes[at] == UInt8(ascii: "\"") else {
                at += 1
                continue
            }
            let next = at + 1
            if next == rest.upperBound || bytes[next] == UInt8(ascii: ",") {
                return (rest.lowerBound + 1)..<at
            }
            // Two quotes stand for one.
            guard bytes[next] == UInt8(ascii: "\"") else { break }
            at += 2
        }
        throw RowFault(
            "a quoted cell has no end",
            remedy: "close its quotes before the comma; cells with line ends are not read")
    }

    private func fault(_ place: Int, _ bytes: Span<UInt8>, _ what: String) -> RowFault {
        let cell = bytes.extracting(cells[place])
        let column = places.firstIndex(of: place).map { columns[$0] } ?? ""
        let found = cell.isEmpty ? "is empty" : "\(RowFault.shown(cell)) \(what)"
        let remedy =
            fields[place] == .time
            ? "mend the line, or map the column's form: time=\(column)@ns, @ms, @s, @utc, @date"
            : "mend or remove the line, or go on past such lines with --skip-invalid"
        return RowFault("column \(column): \(found)", remedy: remedy)
    }

    private static func column(_ name: String, in header: [String]) throws(RowFault) -> Int {
        if let column = header.firstIndex(of: name) { return column }
        if name.hasPrefix("#"), let number = Int(name.dropFirst()), 1...header.count ~= number {
            return number - 1
        }
        throw RowFault(
            "there is no column \(name)",
            remedy: "the header has \(header.map { TerminalText.shown($0) }.joined(separator: ","))"
        )
    }
}
