import Contracts

/// A record and what reading it gave: a message or faults.
struct Reading {
    static let recordBytesMax = 1_048_576

    let record: [UInt8]
    let topic: Topic
    let notes: ReadingNotes
    let message: Message?
    let faults: [ContractFault]?

    init(_ record: [UInt8], _ topic: Topic) {
        self.record = record
        self.topic = topic
        var notes = ReadingNotes()
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
