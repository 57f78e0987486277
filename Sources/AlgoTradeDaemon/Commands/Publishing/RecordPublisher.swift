import Contracts
import KafkaBus

/// Publishes files line by line, a batch after the other, in their order and bounded memory.
struct RecordPublisher {
    /// Records that are sent before their acknowledgements are waited for.
    private static let batchRecords = 1000
    /// The longest line that is sent unchecked; a longer one is not kept whole.
    private static let lineBytesMax = 1_048_576

    /// Records that the brokers have acknowledged.
    private(set) var published = 0
    /// Records that broke their contract.
    private(set) var invalid = 0

    private let access: BrokerAccess
    private let topic: String
    private let contract: Topic?
    private let key: [UInt8]?
    private let writer: KafkaWriter
    private var waiting: [Part] = []
    private var notes = ReadingNotes()
    private var progress = ProgressLine()

    /// Records that are sent together, and the lines they come from.
    private struct Part {
        var batch = RecordBatch()
        var firstLine: Int
        var lastLine: Int
    }

    /// - Parameter contract: what the records must keep to; nil: they go as they are.
    init(
        _ access: BrokerAccess, topic: String, contract: Topic?, key: String?
    ) throws(CommandFault) {
        self.access = access
        self.topic = topic
        self.contract = contract
        self.key = key.map { Array($0.utf8) }
        do {
            writer = try KafkaWriter(access.settings, name: "publish", timeout: .seconds(30))
        } catch {
            throw access.fault(error)
        }
    }

    /// Publishes all files; false when one cannot be read, or the brokers do not take a record:
    /// then nothing more is sent.
    mutating func publish(_ paths: [String]) async -> Bool {
        var isComplete = true
        for path in paths {
            do {
                try await publish(file: path)
            } catch {
                progress.clear()
                Terminal.complain("\(error)")
                isComplete = false
                if !waiting.isEmpty { break }
            }
        }
        progress.clear()
        await writer.close()
        return isComplete
    }

    private mutating func publish(file path: String) async throws(CommandFault) {
        var file = try InputFile(path)
        var splitter = LineSplitter()
        var done = 0
        let name = file.name
        while try file.next({ chunk in
            done += chunk.count
            splitter.feed(chunk) { line, bytes in take(bytes, line, name) }
        }) {
            try await send(name)
            progress.show(name, records: published, bytes: done, of: file.size)
        }
        splitter.finish { line, bytes in take(bytes, line, name) }
        try await send(name)
    }

    private mutating func take(_ bytes: Span<UInt8>, _ line: Int, _ file: String) {
        guard let contract else {
            if bytes.count > Self.lineBytesMax {
                return refuse(["must be at most \(Self.lineBytesMax) bytes"], line, file)
            }
            return add(bytes, key: key, line)
        }
        do {
            let message = try Message.decode(bytes, topic: contract, notes: &notes)
            guard key == nil else { return add(bytes, key: key, line) }
            var symbol: [UInt8] = []
            message.symbol.append(to: &symbol)
            add(bytes, key: symbol, line)
        } catch {
            refuse(error.faults.map(\.description), line, file)
        }
    }

    private mutating func refuse(_ faults: [String], _ line: Int, _ file: String) {
        invalid += 1
        progress.clear()
        Terminal.complain(faults.map { "\(file):\(line): \($0)" }.joined(separator: "\n"))
    }

    private mutating func add(_ bytes: Span<UInt8>, key: [UInt8]?, _ line: Int) {
        if waiting.last?.batch.count ?? Self.batchRecords >= Self.batchRecords {
            waiting.append(Part(firstLine: line, lastLine: line))
        }
        var value: [UInt8] = []
        value.reserveCapacity(bytes.count)
        for i in bytes.indices { value.append(bytes[i]) }
        waiting[waiting.count - 1].batch.append(topic: topic, key: key, value: value)
        waiting[waiting.count - 1].lastLine = line
    }

    /// Sends what waits. A part that fails stays.
    private mutating func send(_ file: String) async throws(CommandFault) {
        while let part = waiting.first {
            do {
                try await writer.write(part.batch)
            } catch {
                let fault = access.fault(error)
                throw CommandFault(
                    "\(file): not all records of lines \(part.firstLine) to \(part.lastLine) are "
                        + "acknowledged, nothing after them was sent: \(fault.reason)",
                    remedy: fault.remedy, exitCode: fault.exitCode)
            }
            published += part.batch.count
            waiting.removeFirst()
        }
    }
}
