import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite("The bus in memory")
struct ChainMemoryBusTests {
    private func batch(_ topic: String, _ numbers: Range<Int>, keys: Int = 5) -> RecordBatch {
        var batch = RecordBatch()
        for number in numbers {
            batch.append(
                topic: topic, key: Array("K\(number % keys)".utf8), value: Array("\(number)".utf8))
            batch.addHeader("number", "\(number)")
        }
        return batch
    }

    /// Passes assignment and history.
    private func start(_ bus: MemoryBus) async throws -> [Int] {
        var past: [Int] = []
        while true {
            switch try await bus.receive(timeout: nil) {
            case .assigned: continue
            case .history(let batch): past += batch.indices.compactMap { Int(batch.valueText($0)) }
            case .ready: return past
            case .historyRead, .records, .idle, .closed:
                Issue.record("history is not complete")
                return past
            }
        }
    }

    @Test("a stop ends a wait, whenever it comes")
    func stopWhileWaiting() async throws {
        // The stop has to meet each step of the wait, and to overtake it on the log's actor.
        for round in 0..<2000 {
            let log = MemoryLog()
            let bus = MemoryBus(log, group: "g", inputs: ["in"])
            _ = try await start(bus)
            let waiting = Task(priority: .background) { try await bus.receive(timeout: nil) }
            for _ in 0..<(round % 7) { await Task.yield() }
            let busy = Task { await log.append(batch("other", 0..<20)) }
            await Task(priority: .high) { await bus.stop() }.value
            await busy.value
            try await within("a stopped receive to return") {
                guard case .closed = try await waiting.value else {
                    Issue.record("not closed")
                    return
                }
            }
        }
    }

    @Test("records appended while a reader is about to wait wake it")
    func appendWhileWaiting() async throws {
        let log = MemoryLog(partitions: 2)
        let bus = MemoryBus(log, group: "g", inputs: ["in"])
        _ = try await start(bus)
        let total = 3000
        let writer = Task {
            for number in 0..<total {
                await log.append(batch("in", number..<number + 1))
                if number % 3 == 0 { await Task.yield() }
            }
        }
        var seen: [Int] = []
        try await within("all records") {
            while seen.count < total {
                guard case .records(let batch) = try await bus.receive(timeout: nil) else { break }
                seen += batch.indices.compactMap { Int(batch.valueText($0)) }
                try await bus.commit(RecordBatch(), durable: false)
            }
        }
        await writer.value
        #expect(seen.sorted() == Array(0..<total))
    }

    @Test("offsets count from zero in each partition and keys keep theirs")
    func offsets() async throws {
        let log = MemoryLog(partitions: 4, startMs: 1000)
        await log.append(batch("in", 0..<100))
        await log.append(batch("in", 100..<200))
        let all = await log.records(of: "in")
        var next: [Int32: Int64] = [:]
        var partition: [String: Int32] = [:]
        for index in all.indices {
            let record = all.records[index]
            #expect(record.offset == next[record.partition, default: 0])
            next[record.partition] = record.offset + 1
            let key = try #require(all.keyText(index))
            #expect(partition[key, default: record.partition] == record.partition)
            partition[key] = record.partition
            #expect(all.header(index, "number") == all.valueText(index))
        }
        #expect(Set(all.records.map(\.timestampMs)) == Set(1000..<1200))
        for (number, end) in next {
            #expect(await log.end(TopicPartition(topic: "in", partition: number)) == end)
        }
    }

    @Test("a new member goes on where the last one committed, after the whole history")
    func goesOn() async throws {
        let log = MemoryLog(partitions: 1)
        await log.append(batch("in", 0..<50))
        let first = MemoryBus(log, group: "g", inputs: ["in"], history: ["out"], batchMax: 7)
        #expect(try await start(first).isEmpty)
        var seen: [Int] = []
        for _ in 0..<3 {
            guard case .records(let some) = try await first.receive(timeout: .zero) else { break }
            #expect(some.count == 7)
            seen += some.indices.compactMap { Int(some.valueText($0)) }
            try await first.commit(batch("out", seen.count - 7..<seen.count), durable: true)
        }
        // Received and not committed: comes again.
        _ = try await first.receive(timeout: .zero)
        let second = MemoryBus(log, group: "g", inputs: ["in"], history: ["out"])
        #expect(try await start(second).sorted() == Array(0..<21))
        while case .records(let some) = try await second.receive(timeout: .zero) {
            seen += some.indices.compactMap { Int(some.valueText($0)) }
            try await second.commit(RecordBatch(), durable: true)
        }
        #expect(seen.sorted() == Array(0..<50))
        let other = MemoryBus(log, group: "h", inputs: ["in"])
        _ = try await start(other)
        guard case .records(let again) = try await other.receive(timeout: .zero) else {
            Issue.record("another group starts at the beginning")
            return
        }
        #expect(again.records.first?.offset == 0)
    }
}

/// Runs `body`, which must not take longer than half a minute.
func within(_ what: String, _ body: () async throws -> Void) async throws {
    let limit = Duration.seconds(30)
    let watch = Task {
        try await Task.sleep(for: limit)
        Issue.record("waited \(limit) in vain for: \(what)")
        try await Task.sleep(for: .seconds(5))
        fatalError("waited in vain for: \(what)")
    }
    defer { watch.cancel() }
    try await body()
}
