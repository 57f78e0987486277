import Contracts
import Testing

@testable import KafkaBus

@Suite
struct OffsetLedgerTests {
    private let a = TopicPartition(topic: "in", partition: 0)
    private let b = TopicPartition(topic: "in", partition: 1)

    private func batch(_ records: [(Int32, Int64)]) -> RecordBatch {
        var batch = RecordBatch()
        for (partition, offset) in records {
            batch.append(
                topic: "in", partition: partition, offset: offset, key: [UInt8]?.none,
                value: Array("x".utf8))
        }
        return batch
    }

    @Test
    func `the next offset is what the plane has, else what is done, else what is committed`() {
        var ledger = OffsetLedger()
        ledger.reset(to: [a: 5])
        #expect(ledger.next(a) == 5)
        #expect(ledger.next(b) == nil)
        ledger.take(batch([(0, 5), (0, 6), (1, 0), (0, 7)]))
        #expect(ledger.next(a) == 8)
        #expect(ledger.next(b) == 1)
        #expect(ledger.done.isEmpty)
        ledger.finish()
        #expect(ledger.done == [a: 8, b: 1])
        #expect(ledger.isWorking)
        ledger.commit()
        #expect(!ledger.isWorking)
        #expect(ledger.next(a) == 8)
    }

    @Test
    func `work in flight survives only when nobody else has committed`() {
        var ledger = OffsetLedger()
        ledger.reset(to: [a: 5])
        ledger.take(batch([(0, 5)]))
        #expect(ledger.stranger(in: [a: 5], on: [a, b], orEarlier: false) == nil)
        #expect(ledger.stranger(in: [a: 6], on: [a, b], orEarlier: false) != nil)
        #expect(ledger.stranger(in: [a: 5, b: 1], on: [a, b], orEarlier: false) != nil)
        #expect(ledger.stranger(in: [:], on: [a], orEarlier: false) != nil)
        ledger.finish()
        #expect(ledger.stranger(in: [a: 6], on: [a], orEarlier: false) != nil)
        #expect(ledger.stranger(in: [a: 6], on: [a], orEarlier: true) == nil)
        #expect(ledger.stranger(in: [a: 7], on: [a], orEarlier: true) != nil)
        #expect(ledger.stranger(in: [:], on: [b, a], orEarlier: true) == nil)
        #expect(ledger.stranger(in: [b: 1], on: [b, a], orEarlier: true) != nil)
    }

    @Test(arguments: [nil, Int64(5), 6])
    func `a commit that was lost is made again`(group: Int64?) {
        var ledger = OffsetLedger()
        ledger.reset(to: [a: 5])
        ledger.take(batch([(0, 5), (0, 6)]))
        ledger.finish()
        ledger.commit()
        let offsets = group.map { [a: $0] } ?? [:]
        #expect(ledger.stranger(in: offsets, on: [a], orEarlier: true) == nil)
        #expect(ledger.stranger(in: offsets, on: [a], orEarlier: false) != nil)
        ledger.align(with: offsets)
        #expect(ledger.committed(a) == group)
        #expect(ledger.done == [a: 7])
        #expect(ledger.next(a) == 7)
    }

    @Test
    func `offsets that the group has are left alone`() {
        var ledger = OffsetLedger()
        ledger.reset(to: [a: 5])
        ledger.align(with: [a: 5])
        #expect(ledger.done.isEmpty)
        #expect(ledger.next(a) == 5)
    }

    @Test(arguments: [
        (Int64?.none, Int64(3)..<9, true, Int64(3), OffsetRecovery.Cause.first),
        (nil, 3..<9, false, 9, .first),
        (12, 3..<9, true, 9, .truncated),
        (1, 3..<9, true, 3, .deleted),
        (1, 3..<9, false, 3, .deleted),
        (5, 3..<9, true, 5, .truncated),
    ])
    func `after an offset out of range nothing is read again`(
        expected: Int64?, range: Range<Int64>, earliest: Bool, offset: Int64,
        cause: OffsetRecovery.Cause
    ) {
        let reset = OffsetRecovery(expected: expected, range: range, earliest: earliest)
        #expect(reset.offset == offset)
        #expect(reset.cause == cause)
    }
}
