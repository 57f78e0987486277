import Contracts

/// A record's JSON with gaps: for the time, and for what stands in the cells of a row.
struct RecordTemplate: Sendable {
    /// Bytes that every record has, up to a gap.
    private struct Piece {
        var text: Range<Int>
        /// Which cell follows.
        var cell: Int?
    }

    private var text: [UInt8] = []
    private var pieces: [Piece] = []
    /// How many pieces stand before the time.
    private var piecesBeforeTime = 0

    /// - Parameter cells: the fields in the order of the cells that ``write(_:_:_:to:)`` gets;
    ///   what has no cell comes from the constants, or is what "not known" is.
    init(_ shape: RecordShape, _ constants: RecordConstants, cells: [MappedField]) {
        var start = 0
        func gap(_ cell: Int?) {
            pieces.append(Piece(text: start..<text.count, cell: cell))
            start = text.count
        }
        add("{\"type\":\"\(shape.type)\",\"symbol\":\"")
        if let symbol = constants.symbol {
            symbol.append(to: &text)
        } else {
            gap(cells.firstIndex(of: .symbol))
        }
        add("\",\"time\":\"")
        gap(nil)
        piecesBeforeTime = pieces.count
        add("\"")
        if let conId = constants.conId { add(",\"conId\":\(conId)") }
        for (name, value) in [
            ("secType", constants.secType), ("exchange", constants.exchange),
            ("currency", constants.currency), ("source", constants.source),
        ] {
            guard let value else { continue }
            add(",\"\(name)\":")
            JSONLine.appendString(value, to: &text)
        }
        if shape == .historicalBar, let size = constants.barSize {
            add(",\"barSize\":\"\(size.rawValue)\"")
        }
        for field in shape.numbers {
            add(",\"\(shape.name(of: field))\":")
            if let cell = cells.firstIndex(of: field) {
                gap(cell)
            } else if field == .count {
                add("-1")
            } else {
                gap(cells.firstIndex(of: .close))
            }
        }
        add("}")
        gap(nil)
        text.append(contentsOf: repeatElement(0, count: ByteWriter.slack))
    }

    /// Appends a record.
    ///
    /// - Parameters:
    ///   - row: with ``ByteWriter/slack`` bytes behind the last cell.
    ///   - cells: where in it they stand.
    @inline(__always)
    func write(
        _ row: Span<UInt8>, _ cells: [Range<Int>], _ time: Timestamp, to bytes: inout [UInt8]
    ) {
        write(0..<piecesBeforeTime, row, cells, to: &bytes)
        time.append(to: &bytes)
        write(piecesBeforeTime..<pieces.count, row, cells, to: &bytes)
    }

    @inline(__always)
    private func write(
        _ part: Range<Int>, _ row: Span<UInt8>, _ cells: [Range<Int>], to bytes: inout [UInt8]
    ) {
        var most = text.count
        for i in part {
            if let cell = pieces[i].cell { most &+= cells[cell].count }
        }
        var writer = ByteWriter(appendingTo: &bytes, atMost: most)
        var room = bytes.mutableSpan
        for i in part {
            let piece = pieces[i]
            writer.copy(text.span, piece.text, &room)
            if let cell = piece.cell { writer.copy(row, cells[cell], &room) }
        }
        writer.finish(&bytes)
    }

    private mutating func add(_ part: String) { text.append(contentsOf: part.utf8) }
}
