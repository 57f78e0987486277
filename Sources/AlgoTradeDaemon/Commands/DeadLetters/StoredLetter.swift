import Contracts

/// A dead letter as it stands in its topic, with what its headers say.
struct StoredLetter: Sendable {
    /// The record that became the dead letter. Its time tells it from one of the same place in a
    /// topic that was made anew.
    struct Source: Hashable, Sendable {
        var place: Place
        var timestampMs: Int64
    }

    /// What stands for a reason that no header tells.
    static let unknown = "unknown"

    let place: Place
    /// Kafka's time of the dead letter, milliseconds since 1970.
    let timestampMs: Int64
    let key: String?
    let reason: String
    /// Each fault on a line of its own.
    let fault: String
    /// Who gave the record up; empty when no header tells.
    let plane: String
    let source: Source?
    /// How often the record had been sent back before it failed again.
    let redrives: Int
    /// Size of the whole value, when the dead letter has only its beginning.
    let truncated: Int?

    init(_ index: Int, of batch: RecordBatch) {
        func text(_ name: String) -> String? { batch.header(index, name) }
        place = batch.place(index)
        timestampMs = batch.records[index].timestampMs
        key = batch.keyText(index)
        reason = text(DeadLetter.Header.reason) ?? Self.unknown
        fault = text(DeadLetter.Header.fault) ?? ""
        plane = text(DeadLetter.Header.plane) ?? ""
        redrives = max(0, text(DeadLetter.Header.redrives).flatMap { Int($0) } ?? 0)
        truncated = text(DeadLetter.Header.truncated).flatMap { Int($0) }
        let time = text(DeadLetter.Header.timestamp).flatMap { Int64($0) }
        source = DeadLetter.origin(text).map { Source(place: $0, timestampMs: time ?? 0) }
    }

    var time: Timestamp { Timestamp(milliseconds: timestampMs) }

    /// The first fault, in one line that a terminal can show.
    var firstFault: String {
        let line = fault.split(separator: "\n", maxSplits: 1).first ?? ""
        let shown = TerminalText.shown(String(line.prefix(Self.faultShownMax)))
        return line.count > Self.faultShownMax ? "\(shown)…" : shown
    }

    private static let faultShownMax = 160
}

extension Topic {
    /// The topic whose dead letters stand in the topic of that name.
    init?(deadLetters name: String) {
        guard let topic = Topic.allCases.first(where: { $0.deadLetters == name }) else {
            return nil
        }
        self = topic
    }
}
