import Contracts

/// Records as lines for people or for scripts, kept until they are flushed.
struct RecordLines {
    let format: OutputFormat
    private(set) var text = JSONText()

    init(format: OutputFormat) {
        self.format = format
    }

    mutating func add(_ index: Int, of batch: RecordBatch) {
        switch format {
        case .text: addText(index, of: batch)
        case .json: addJSON(index, of: batch)
        }
        text.endLine()
    }

    /// Writes them to standard output; false when nobody reads it any more.
    mutating func flush() -> Bool {
        guard !text.bytes.isEmpty else { return true }
        defer { text.removeAll() }
        return Terminal.write(text.bytes)
    }

    private mutating func addText(_ index: Int, of batch: RecordBatch) {
        let record = batch.records[index]
        var line: [UInt8] = []
        let ms = Int(record.timestampMs)
        WallTime(seconds: ms / 1000, nanoseconds: ms % 1000 * 1_000_000)
            .appendDateTime(to: &line)
        line.append(contentsOf: " \(record.partition)/\(record.offset) ".utf8)
        line.append(contentsOf: Self.shown(batch.keyText(index)).utf8)
        line.append(UInt8(ascii: " "))
        let value = record.value == nil ? nil : batch.valueText(index)
        line.append(contentsOf: Self.shown(value).utf8)
        text.add(line)
    }

    private static func shown(_ text: String?) -> String {
        text.map { TerminalText.shown($0) } ?? "-"
    }

    private mutating func addJSON(_ index: Int, of batch: RecordBatch) {
        let record = batch.records[index]
        text.object { line in
            line.member("topic", batch.topic(index))
            line.member("partition", record.partition)
            line.member("offset", record.offset)
            line.member("timestamp", record.timestampMs)
            line.member("key", batch.keyText(index))
            line.name("headers")
            Self.add(batch.headers[record.headers], of: batch, to: &line)
            line.name("value")
            Self.addValue(index, of: batch, to: &line)
        }
    }

    /// The value as it is when it is a JSON object or array, else as a string.
    static func addValue(_ index: Int, of batch: RecordBatch, to line: inout JSONText) {
        guard let value = batch.records[index].value else { return line.null() }
        if AnyJSON.isContainer(batch.bytes.span.extracting(value)) {
            line.value(json: batch.bytes[value])
        } else {
            line.value(batch.valueText(index))
        }
    }

    /// Each name once, in the order of their first occurrence.
    static func add(
        _ headers: ArraySlice<RecordBatch.Header>, of batch: RecordBatch, to line: inout JSONText
    ) {
        line.object { object in
            for (position, header) in headers.enumerated()
            where !headers.prefix(position).contains(where: { $0.name == header.name }) {
                let texts = headers.filter { $0.name == header.name }
                    .map { String(decoding: batch.bytes[$0.value], as: UTF8.self) }
                if texts.count == 1 {
                    object.member(header.name, texts[0])
                } else {
                    object.member(header.name, texts)
                }
            }
        }
    }
}
