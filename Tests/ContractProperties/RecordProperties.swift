public import Contracts

/// What holds for any bytes on any topic, legal or not.
public enum RecordProperties {
    /// Each property answers in a sentence how the reading breaks it, or with nil.
    static let all: [@Sendable (Reading) -> String?] = [
        sameAgain, isJSON, writesBack, readsAsSearched, readsAlikeAfterOthers,
        readsAlikeAfterItsLines, faultsPointInside, faultsReadWell, faultsEndWithSyntax,
    ]

    /// The first property that the record breaks, in a sentence; nil when all hold.
    public static func broken(by record: [UInt8], _ topic: Topic) -> String? {
        let reading = Reading(record, topic)
        for property in all {
            if let sentence = property(reading) { return sentence }
        }
        return nil
    }

    /// Reading is a function of the bytes alone.
    @Sendable static func sameAgain(_ reading: Reading) -> String? {
        let again = Reading(reading.record, reading.topic)
        guard again.message == reading.message, again.faults == reading.faults else {
            return "a second reading differs: \(again.summary), not \(reading.summary)"
        }
        return again.notes == reading.notes ? nil : "the notes of a second reading differ"
    }

    /// A legal record is an object by the rules that hold for all JSON.
    @Sendable static func isJSON(_ reading: Reading) -> String? {
        guard reading.message != nil else { return nil }
        return AnyJSON.isContainer(reading.record.span) ? nil : "a legal record is no JSON"
    }

    /// A legal record is written in a form that reads back as the same message, has nothing odd,
    /// and is written the same again.
    @Sendable static func writesBack(_ reading: Reading) -> String? {
        guard let message = reading.message else { return nil }
        var written: [UInt8] = []
        message.encode(into: &written)
        // Exponents written out can make a record longer than one may be.
        guard written.count <= Reading.recordBytesMax else { return nil }
        let text = String(decoding: written, as: UTF8.self)
        let back = Reading(written, reading.topic)
        guard let copy = back.message else {
            return "what was written is not legal: \(back.summary): \(text)"
        }
        guard copy == message else { return "what was written reads as another message: \(text)" }
        guard back.notes.unknownFields.isEmpty, back.notes.unknownBeyond == 0 else {
            return "what was written has unknown fields: \(text)"
        }
        var again: [UInt8] = []
        copy.encode(into: &again)
        return again == written ? nil : "the message is written differently again: \(text)"
    }
}
