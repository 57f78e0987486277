import Contracts

/// One dead letter with everything that is known of it.
struct LetterView: Sendable {
    let letter: StoredLetter
    let mark: RedriveMark?
    private let batch: RecordBatch
    private let index: Int

    init(_ index: Int, of batch: RecordBatch, marks: RedriveMarks) {
        letter = StoredLetter(index, of: batch)
        mark = marks.mark(of: letter)
        self.index = index
        self.batch = batch
    }

    /// The bytes; nil when the record had none.
    var value: ArraySlice<UInt8>? { batch.records[index].value.map { batch.bytes[$0] } }

    /// Headers that were the record's own.
    private var ownHeaders: [RecordBatch.Header] {
        batch.headers[batch.records[index].headers].filter { !$0.name.hasPrefix("dlq.") }
    }

    private var isJSON: Bool {
        batch.records[index].value.map {
            AnyJSON.isContainer(batch.bytes.span.extracting($0))
        } ?? false
    }

    private var isText: Bool {
        value.map { String(validating: $0, as: UTF8.self) != nil } ?? true
    }

    /// The faults by the contract as this version has it; empty when it keeps it, or has none.
    private var faultsNow: [String] {
        guard let topic = Topic(deadLetters: letter.place.topic) else { return [] }
        guard let value = batch.records[index].value else {
            return ["$: must be a JSON object, found no value (byte 0)"]
        }
        var notes = ReadingNotes()
        do {
            _ = try Message.decode(
                batch.bytes.span.extracting(value), topic: topic, notes: &notes)
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    private func header(_ name: String) -> String? { batch.header(index, name) }
}

extension LetterView {
    var text: String {
        var lines = ["\(letter.place)"]
        for (name, text) in facts {
            lines.append("  \(NumberText.left(name, 13))\(TerminalText.shown(text))")
        }
        let faults = letter.fault.split(separator: "\n")
        if !faults.isEmpty { lines.append("faults") }
        lines += faults.map { "  \(TerminalText.shown(String($0)))" }
        if !ownHeaders.isEmpty { lines.append("headers") }
        for header in ownHeaders {
            let value = String(decoding: batch.bytes[header.value], as: UTF8.self)
            lines.append("  \(TerminalText.shown(header.name)): \(TerminalText.shown(value))")
        }
        lines += valueLines
        return lines.joined(separator: "\n") + "\n"
    }

    private var facts: [(String, String)] {
        var facts = [("time", "\(letter.time)"), ("key", letter.key ?? "none")]
        if let source = letter.source {
            let time = Timestamp(milliseconds: source.timestampMs)
            facts.append(("came from", "\(source.place), written \(time)"))
        } else {
            facts.append(("came from", "no header tells"))
        }
        let meaning = ReasonText.meaning(letter.reason).map { ": \($0)" } ?? ""
        facts.append(("reason", letter.reason + meaning))
        if !letter.plane.isEmpty { facts.append(("given up by", givenUpBy)) }
        if letter.redrives > 0 {
            let from = header(DeadLetter.Header.redrivenFrom).map { ", last from \($0)" } ?? ""
            facts.append(("came back", times(letter.redrives) + from))
        }
        facts.append(("redriven", mark.map(redriven) ?? "no"))
        let now = faultsNow.count
        facts.append(
            (
                "contract",
                now == 0
                    ? "kept, as this version judges it"
                    : "broken, as this version judges it: \(now) \(now == 1 ? "fault" : "faults")"
            ))
        if let bytes = letter.truncated {
            facts.append(("truncated", "the value had \(NumberText.whole(bytes)) bytes"))
        }
        return facts
    }

    private var givenUpBy: String {
        let attempts = header(DeadLetter.Header.attempts).flatMap { Int($0) } ?? 1
        var text = "plane \(letter.plane)"
        if let host = header(DeadLetter.Header.host) { text += " on \(host)" }
        if let version = header(DeadLetter.Header.version) { text += ", version \(version)" }
        return attempts > 1 ? "\(text), after \(times(attempts))" : text
    }

    private func redriven(_ mark: RedriveMark) -> String {
        let twin = mark.letter == letter.place ? "" : ", from its twin \(mark.letter)"
        return "\(mark.at), to \(mark.to)\(twin)"
    }

    private func times(_ count: Int) -> String { count == 1 ? "1 time" : "\(count) times" }

    private var valueLines: [String] {
        guard let value else { return ["no value: a tombstone"] }
        let size = "value, \(NumberText.whole(value.count)) bytes"
        if isJSON {
            return ["\(size), JSON"]
                + PrettyJSON.lines(value).map { "  \(TerminalText.shown($0))" }
        }
        if isText {
            let lines = value.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            return ["\(size), text"]
                + lines.map { "  \(TerminalText.shown(String(decoding: $0, as: UTF8.self)))" }
        }
        return ["\(size), not UTF-8"] + HexDump.lines(value).map { "  \($0)" }
    }

    func write(to text: inout JSONText) {
        letter.write(to: &text, mark)
        text.name("source")
        if let source = letter.source {
            text.object {
                $0.member("topic", source.place.topic)
                $0.member("partition", source.place.partition)
                $0.member("offset", source.place.offset)
                $0.member("timestamp", source.timestampMs)
            }
        } else {
            text.null()
        }
        text.member("meaning", ReasonText.meaning(letter.reason))
        text.member("faults", letter.fault.split(separator: "\n").map(String.init))
        text.member("faults_now", faultsNow)
        text.name("truncated")
        if let bytes = letter.truncated { text.value(bytes) } else { text.null() }
        text.name("headers")
        RecordLines.add(batch.headers[batch.records[index].headers], of: batch, to: &text)
        text.name("value")
        RecordLines.addValue(index, of: batch, to: &text)
        if let value, !isText { text.member("hex", HexDump.text(value)) }
    }
}
