import Contracts

/// A record and what reading it gave: a message or faults.
struct Reading {
    static let recordBytesMax = 1_048_576

    let record: [UInt8]
    let topic: Topic
    /// Those that were there before, and what was odd in this record.
    let notes: ReadingNotes
    let message: Message?
    let faults: [ContractFault]?

    /// Reads the record with notes that may have seen others.
    init(_ record: [UInt8], _ topic: Topic, after before: ReadingNotes = ReadingNotes()) {
        self.record = record
        self.topic = topic
        var notes = before
        do throws(ContractFaults) {
            message = try Message.decode(record.span, topic: topic, notes: &notes)
            faults = nil
        } catch {
            message = nil
            faults = error.faults
        }
        self.notes = notes
    }

    var summary: String {
        guard let faults else { return "legal" }
        return faults.map(\.description).joined(separator: "; ")
    }
}
