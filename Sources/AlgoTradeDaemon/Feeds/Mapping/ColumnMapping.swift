import YAMLConfig

/// Which column of a table holds what of a record.
struct ColumnMapping: Equatable, Sendable {
    var shape: RecordShape
    /// A column by its name in the header, or `#3`: the third.
    var columns: [MappedField: String]
    var timeForm: TimeForm

    /// Reads `bidAsk:time=ts_ns@ns,bidPrice=bid_px,bidSize=bid_sz,askPrice=ask_px,askSize=ask_sz`.
    ///
    /// - Throws: ``MappingFault``
    init(_ text: String) throws(MappingFault) {
        guard let colon = text.firstIndex(of: ":") else {
            throw MappingFault(
                "\"\(text)\" names no shape",
                remedy: "begin with one of \(Self.shapes) and a colon")
        }
        let name = String(text[..<colon])
        var columns: [(String, String)] = []
        for pair in text[text.index(after: colon)...].split(separator: ",") {
            guard let equals = pair.firstIndex(of: "=") else {
                throw MappingFault(
                    "\"\(pair)\" gives no column", remedy: "write field=column, as price=px")
            }
            columns.append((String(pair[..<equals]), String(pair[pair.index(after: equals)...])))
        }
        try self.init(shape: name, columns: columns)
    }

    /// - Parameter columns: fields and their columns, the time's with `@` and its form.
    /// - Throws: ``MappingFault``
    init(shape name: String, columns: [(String, String)]) throws(MappingFault) {
        guard let shape = RecordShape(named: name) else {
            let names = RecordShape.allCases.map(\.rawValue)
            throw MappingFault(
                "no shape is called \"\(name)\"",
                remedy: Self.nearest(name, names) ?? "write one of \(Self.shapes)")
        }
        self.shape = shape
        self.columns = [:]
        timeForm = .rfc3339
        for (field, column) in columns { try set(field, column) }
        let missing = shape.required.filter { self.columns[$0] == nil }
        guard missing.isEmpty else {
            throw MappingFault(
                "\(shape.rawValue) needs a column for "
                    + missing.map(\.rawValue).joined(separator: ", "),
                remedy: "its fields are \(Self.names(shape.fields))")
        }
    }

    /// As ``init(_:)`` reads it.
    var text: String {
        let pairs = shape.fields.compactMap { field in
            columns[field].map { column in
                "\(field.rawValue)=\(column)" + (field == .time ? "@\(timeForm.rawValue)" : "")
            }
        }
        return "\(shape.rawValue):" + pairs.joined(separator: ",")
    }

    private mutating func set(_ name: String, _ column: String) throws(MappingFault) {
        guard let field = MappedField(rawValue: name), shape.fields.contains(field) else {
            throw MappingFault(
                "\(shape.rawValue) has no field \"\(name)\"",
                remedy: Self.nearest(name, shape.fields.map(\.rawValue))
                    ?? "its fields are \(Self.names(shape.fields))")
        }
        guard columns[field] == nil else {
            throw MappingFault("\(name) has two columns", remedy: "remove one of them")
        }
        var column = column
        if field == .time, let at = column.lastIndex(of: "@") {
            let form = String(column[column.index(after: at)...])
            guard let known = TimeForm(rawValue: form) else {
                let forms = TimeForm.allCases.map(\.rawValue).joined(separator: ", ")
                throw MappingFault(
                    "no form of time is called \"\(form)\"", remedy: "write one of \(forms)")
            }
            timeForm = known
            column = String(column[..<at])
        }
        guard !column.isEmpty else {
            throw MappingFault(
                "\(name) gives no column", remedy: "write the column's name, or #1 for the first")
        }
        columns[field] = column
    }

    private static var shapes: String {
        RecordShape.allCases.map(\.rawValue).joined(separator: ", ")
    }

    private static func names(_ fields: [MappedField]) -> String {
        fields.map(\.rawValue).joined(separator: ", ")
    }

    private static func nearest(_ name: String, _ names: [String]) -> String? {
        NearestName.find(name, in: names).map { "did you mean \($0)?" }
    }
}

/// What is wrong with a mapping, whatever file it is for.
struct MappingFault: Error, Equatable {
    let reason: String
    let remedy: String

    init(_ reason: String, remedy: String) {
        self.reason = reason
        self.remedy = remedy
    }
}
