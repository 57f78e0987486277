import Testing

@testable import Contracts

/// What reading has learnt from other records changes nothing: one value of notes serves all
/// topics in turn, so that key orders are learnt and strings pooled, rightly and wrongly.
@Suite struct ReadingMemoryTests {
    /// Reads each record with notes of its own, with those that have seen all records before,
    /// and by the search.
    struct Readers {
        let seed: UInt64
        private(set) var notes = ReadingNotes()

        init(seed: UInt64) { self.seed = seed }

        /// The message, or nil, of a record that all of them judge alike.
        @discardableResult
        mutating func read(_ record: [UInt8], _ topic: Topic) -> Message? {
            var fresh = ReadingNotes()
            let (message, faults) = decode(record, topic, &fresh)
            var expected = notes
            expected.merge(fresh)
            let (again, againFaults) = decode(record, topic, &notes)
            let searched = FaultSearch.faults(in: record.span, topic: topic)
            let text = String(decoding: record, as: UTF8.self)
            if message != again || faults != againFaults {
                Issue.record("seed \(seed): after others: \(againFaults), not \(faults): \(text)")
            }
            if searched != faults || (message == nil) == faults.isEmpty {
                Issue.record("seed \(seed): searched: \(searched), not \(faults): \(text)")
            }
            if notes != expected, fresh.unknownBeyond == 0 {
                Issue.record("seed \(seed): after others the notes differ: \(text)")
            }
            return message
        }

        private func decode(
            _ record: [UInt8], _ topic: Topic, _ notes: inout ReadingNotes
        ) -> (Message?, [ContractFault]) {
            do throws(ContractFaults) {
                return (try Message.decode(record.span, topic: topic, notes: &notes), [])
            } catch {
                return (nil, error.faults)
            }
        }
    }

    private func shape(_ message: Message) -> ObjectShape {
        switch message {
        case .bar: .bar
        case .tick: .tick
        case .ofi: .ofi
        case .intent: .intent
        case .report: .report
        case .raw(let raw):
            switch raw.shape {
            case .bidAsk: .bidAsk
            case .allLast: .allLast
            case .realtimeBar: .realtimeBar
            case .historicalBar: .historicalBar
            case .depth: .depth
            }
        }
    }

    @Test func `records in any dress, changed and cut are judged alike by all`() throws {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        var disguise = RecordDisguise(seed: ~seed)
        var mutator = RecordMutator(seed: seed ^ 1)
        var readers = Readers(seed: seed)
        var legal = 0
        for _ in 0..<1500 {
            let topic = try #require(Topic.allCases.randomElement(using: &messages.generator))
            let message = messages.next(topic)
            var plain: [UInt8] = []
            message.encode(into: &plain)
            let record = disguise.write(plain, shape(message))
            let before = unknown(readers.notes)
            let read = readers.read(record, topic)
            #expect(read == (disguise.hasDuplicate ? nil : message), "seed \(seed)")
            let count = disguise.hasDuplicate ? 0 : disguise.unknownCount
            #expect(unknown(readers.notes) - before == count, "seed \(seed)")
            legal += read == nil ? 0 : 1

            for _ in 0..<2 { readers.read(mutator.mutate(record), topic) }
            readers.read(mutator.mutate(plain), topic)
            let cut = Int.random(in: 0..<record.count, using: &messages.generator)
            #expect(readers.read(Array(record.prefix(cut)), topic) == nil || cut > plain.count)
            readers.read(record.dropLast(Int.random(in: 1...9, using: &mutator.generator)), topic)
        }
        #expect(legal > 1000, "seed \(seed)")
    }

    private func unknown(_ notes: ReadingNotes) -> Int {
        notes.unknownFields.reduce(notes.unknownBeyond) { $0 + $1.count }
    }

    /// Words of eight bytes are read at once, so what lies behind the record's last key, string
    /// or number matters, down to nothing.
    @Test(arguments: Sample.all)
    func `a record may end at any byte`(sample: Sample) throws {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        var readers = Readers(seed: seed)
        let message = try sample.decode()
        let fields = sample.fields.shuffled(using: &generator)
        for last in fields {
            var others = sample
            others.fields.removeAll { $0.name == last.name }
            let ending = others.with(last.name, last.value).text.dropLast()
            for tail in 0...64 {
                let blanks = String(repeating: " ", count: tail)
                #expect(readers.read(Array("\(ending)\(blanks)}".utf8), sample.topic) == message)
                #expect(readers.read(Array("\(ending)}\(blanks)".utf8), sample.topic) == message)
                let whole = Array("\(ending)}".utf8)
                let isCut = tail > 0 && tail <= whole.count
                let cut = readers.read(Array(whole.dropLast(tail)), sample.topic)
                #expect(cut == (isCut || tail > whole.count ? nil : message), "cut by \(tail)")
            }
        }
        for length in 0...64 {
            let name = String(repeating: "k", count: length)
            for value in ["1", "null", "\"\(name)\"", String(repeating: "9", count: length + 1)] {
                let whole = Array(sample.with(name, value).text.utf8)
                #expect(readers.read(whole, sample.topic) == message, "seed \(seed)")
                for cut in 1...12 {
                    #expect(readers.read(Array(whole.dropLast(cut)), sample.topic) == nil)
                }
            }
        }
    }

    /// Its key is longer than any that is expected as a whole.
    @Test func `no byte stands for the longest key`() throws {
        let time = #""2025-11-17T14:30:00Z""#
        let report = Sample.report.with("submitted_timestamp", time)
            .with("acknowledged_timestamp", time)
        let parts = report.text.split(separator: #","acknowledged_timestamp":"#)
            .map { Array($0.utf8) }
        try #require(parts.count == 2)
        var readers = Readers(seed: 0)
        #expect(readers.read(Array(report.text.utf8), .execReports) != nil)
        for byte in UInt8.min ... .max {
            readers = Readers(seed: 0)
            #expect(readers.read(parts[0] + [byte] + parts[1], .execReports) == nil)
        }
    }

    @Test(arguments: 0...64)
    func `a last string or number of any length is read`(length: Int) throws {
        var readers = Readers(seed: 0)
        let text = String(repeating: "s", count: length)
        let digits = String(repeating: "7", count: max(length, 1))
        for tail in 0...9 {
            let end = String(repeating: " ", count: tail) + "}"
            let raw = Sample.trade.with("source", "\"\(text)\"").text.dropLast() + end
            guard case .raw(let record)? = readers.read(Array(raw.utf8), .marketRaw) else {
                Issue.record("\(raw) cannot be read")
                continue
            }
            #expect(record.source == text)
            let ofi = Sample.ofi.with("ofi_ma", digits).text.dropLast() + end
            guard case .ofi(let event)? = readers.read(Array(ofi.utf8), .ofiEvents) else {
                Issue.record("\(ofi) cannot be read")
                continue
            }
            #expect(event.ofiMa == Double(digits))
        }
    }
}
