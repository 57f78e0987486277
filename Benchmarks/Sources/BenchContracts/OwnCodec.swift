import BenchmarkData
import Contracts

/// This project's codec over whole streams.
enum OwnCodec {
    /// Decodes every record as the daemon does; traps unless so many are legal as said.
    static func decode(_ records: Records, _ topic: Topic, legal: Int) {
        var notes = ReadingNotes()
        let bytes = records.bytes.span
        var count = 0
        var faults = 0
        for index in 0..<records.count {
            do throws(ContractFaults) {
                _ = try Message.decode(
                    bytes.extracting(records.range(index)), topic: topic, notes: &notes)
                count += 1
            } catch {
                faults += error.faults.count
            }
        }
        precondition(count == legal, "\(count) records are legal, not \(legal)")
        precondition(faults >= records.count - legal)
    }

    /// Decodes every record as the bar it is known to be.
    static func decodeBars(_ records: Records) throws {
        var notes = ReadingNotes()
        let bytes = records.bytes.span
        for index in 0..<records.count {
            _ = try BarEvent.decode(bytes.extracting(records.range(index)), notes: &notes)
        }
    }

    /// All records, decoded.
    static func messages(_ records: Records, _ topic: Topic) throws -> [Message] {
        var notes = ReadingNotes()
        let bytes = records.bytes.span
        var messages: [Message] = []
        messages.reserveCapacity(records.count)
        for index in 0..<records.count {
            messages.append(
                try Message.decode(
                    bytes.extracting(records.range(index)), topic: topic, notes: &notes))
        }
        return messages
    }

    /// Encodes every message into `buffer`, each over the one before; traps unless so many
    /// bytes come out as said.
    static func encode(_ messages: [Message], into buffer: inout [UInt8], bytes: Int) {
        var sum = 0
        for message in messages {
            buffer.removeAll(keepingCapacity: true)
            message.encode(into: &buffer)
            sum += buffer.count
        }
        precondition(sum == bytes, "\(sum) bytes were written, not \(bytes)")
    }
}
