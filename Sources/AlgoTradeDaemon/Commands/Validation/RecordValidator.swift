import Contracts

/// Reads files record by record and writes what is wrong with them, in bounded memory.
struct RecordValidator {
    /// Results wait for so many bytes before they are written.
    private static let blockBytes = 1 << 16
    /// A record that is read whole may have one byte more than is legal: it shows it.
    private static let wholeBytesMax = 1_048_577

    let topic: Topic
    let format: OutputFormat
    /// JSON tells the file too.
    let namesFiles: Bool

    private(set) var tally = ValidationTally()
    private var notes = ReadingNotes()
    private var results = JSONText()
    private var progress = ProgressLine()

    init(topic: Topic, format: OutputFormat, namesFiles: Bool) {
        self.topic = topic
        self.format = format
        self.namesFiles = namesFiles
    }

    /// - Throws: ``CommandFault`` when the file cannot be read to its end.
    mutating func read(_ path: String, whole: Bool) throws(CommandFault) {
        var file = try InputFile(path)
        if whole {
            try readWhole(&file)
        } else {
            try readLines(&file)
        }
        finishFile()
    }

    /// Writes what waits to be written.
    mutating func finishFile() {
        progress.clear()
        flush()
    }

    /// Writes the summary, in text.
    mutating func finish() {
        guard format == .text else { return }
        add("\(tally.summary)\n")
        if !notes.unknownFields.isEmpty {
            let names = notes.unknownFields.map { "\($0.name) (\(NumberText.whole($0.count)))" }
            let more = notes.unknownBeyond > 0 ? " and others" : ""
            add("fields that no contract knows, ignored: \(names.joined(separator: ", "))\(more)\n")
        }
        flush()
    }

    private mutating func readLines(_ file: inout InputFile) throws(CommandFault) {
        var splitter = LineSplitter()
        var done = 0
        let name = file.name
        while try file.next({ chunk in
            done += chunk.count
            splitter.feed(chunk) { line, bytes in take(bytes, line, name) }
        }) {
            let count = tally.records
            progress.show(ProgressLine.text(name, records: count, bytes: done, of: file.size))
        }
        splitter.finish { line, bytes in take(bytes, line, name) }
    }

    private mutating func readWhole(_ file: inout InputFile) throws(CommandFault) {
        var record: [UInt8] = []
        while record.count < Self.wholeBytesMax,
            try file.next({ chunk in
                for i in 0..<min(chunk.count, Self.wholeBytesMax - record.count) {
                    record.append(chunk[i])
                }
            })
        {}
        take(record.span, 1, file.name)
    }

    private mutating func take(_ bytes: Span<UInt8>, _ line: Int, _ file: String) {
        do {
            _ = try Message.decode(bytes, topic: topic, notes: &notes)
            tally.addValid()
            if format == .json { write([], line, file) }
        } catch {
            tally.add(error.faults)
            if format == .json {
                write(error.faults, line, file)
            } else {
                for fault in error.faults { add("\(file):\(line): \(fault)\n") }
            }
        }
        if results.bytes.count >= Self.blockBytes {
            progress.clear()
            flush()
        }
    }

    private mutating func write(_ faults: [ContractFault], _ line: Int, _ file: String) {
        let namesFiles = namesFiles
        results.object { record in
            if namesFiles { record.member("file", file) }
            record.member("line", line)
            record.member("valid", faults.isEmpty)
            record.name("faults")
            record.array(faults) { list, fault in
                list.object {
                    $0.member("path", fault.path)
                    $0.member("code", fault.code.rawValue)
                    $0.member("offset", fault.offset)
                    $0.member("expected", fault.expected)
                    $0.member("found", fault.found)
                }
            }
        }
        results.endLine()
    }

    private mutating func add(_ text: String) { results.add(text.utf8) }

    private mutating func flush() {
        Terminal.write(results.bytes)
        results.removeAll()
    }
}
