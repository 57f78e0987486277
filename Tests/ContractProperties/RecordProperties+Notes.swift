import Contracts

extension RecordProperties {
    /// A record is read exactly when the search finds no fault; else it has those found.
    @Sendable static func readsAsSearched(_ reading: Reading) -> String? {
        let found = FaultSearch.faults(in: reading.record.span, topic: reading.topic)
        guard found != reading.faults ?? [] else { return nil }
        let searched = found.map(\.description).joined(separator: "; ")
        return "the search finds other faults than reading: \(searched), not \(reading.summary)"
    }

    /// What is learnt from records changes nothing but the time that reading takes: from this
    /// one, and from others in other orders.
    @Sendable static func readsAlikeAfterOthers(_ reading: Reading) -> String? {
        difference(of: reading, after: reading.notes)
            ?? difference(of: reading, after: Practice.notes)
    }

    /// Nor does what is learnt from the record's own lines, each read as a record before.
    @Sendable static func readsAlikeAfterItsLines(_ reading: Reading) -> String? {
        let lines = reading.record.split(separator: UInt8(ascii: "\n")).prefix(linesMax)
        guard lines.count > 1 else { return nil }
        var notes = ReadingNotes()
        for line in lines {
            let alone = Reading(Array(line), reading.topic)
            if let sentence = difference(of: alone, after: notes) { return "a line: \(sentence)" }
            notes = Reading(Array(line), reading.topic, after: notes).notes
        }
        return difference(of: reading, after: notes)
    }

    private static let linesMax = 8

    /// How the record reads otherwise with notes that have seen others than with fresh ones.
    private static func difference(of reading: Reading, after notes: ReadingNotes) -> String? {
        let later = Reading(reading.record, reading.topic, after: notes)
        guard later.message == reading.message, later.faults == reading.faults else {
            return "after others it reads differently: \(later.summary), not \(reading.summary)"
        }
        // Names beyond those that fresh notes keep would be counted otherwise.
        guard reading.notes.unknownBeyond == 0 else { return nil }
        var expected = notes
        expected.merge(reading.notes)
        return later.notes == expected ? nil : "after others its notes differ"
    }
}
