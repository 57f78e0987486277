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
        _ = ledger.send()
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
        _ = ledger.send()
        ledger.commit()
        let offsets = group.map { [a: CommittedOffset(offset: $0)] } ?? [:]
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

    @Test
    func `A commit bears the member's mark on every partition, once, and is never empty`() {
        var ledger = OffsetLedger(mark: "me")
        #expect(ledger.send().isEmpty)
        ledger.reset(to: [a: 5, b: CommittedOffset(offset: 7, mark: "other")])
        ledger.take(batch([(0, 5)]))
        ledger.finish()
        #expect(offsets(ledger.send()) == [a: 6, b: 7])
        // Taken back: the same again.
        #expect(offsets(ledger.send()) == [a: 6, b: 7])
        ledger.commit()
        #expect(ledger.committed(a) == 6 && ledger.committed(b) == 7)
        ledger.take(batch([(1, 7)]))
        ledger.finish()
        #expect(offsets(ledger.send()) == [b: 8])
        ledger.commit()
        // Nothing was done, something is written: the coordinator is to see whose it is.
        let proof = offsets(ledger.send())
        #expect(proof == [a: 6] || proof == [b: 8])
        #expect(!ledger.isWorking)
    }

    @Test
    func `Whoever commits the same offset has worked nevertheless`() {
        var ledger = OffsetLedger(mark: "me")
        ledger.reset(to: [a: CommittedOffset(offset: 5, mark: "earlier")])
        #expect(ledger.stranger(in: [a: .init(offset: 5, mark: "earlier")], on: [a]) == nil)
        #expect(ledger.stranger(in: [a: .init(offset: 5, mark: "me")], on: [a]) != nil)
        _ = ledger.send()
        ledger.commit()
        #expect(ledger.stranger(in: [a: .init(offset: 5, mark: "me")], on: [a]) == nil)
        let other = ledger.stranger(in: [a: .init(offset: 5, mark: "other")], on: [a])
        #expect(other == "in/0 was committed by other")
        #expect(ledger.stranger(in: [a: 5], on: [a]) == "in/0 was committed by another")
    }

    @Test
    func `A partition that begins elsewhere is committed there, and not before its work is done`() {
        var ledger = OffsetLedger()
        ledger.reset(to: [a: 90])
        ledger.take(batch([(0, 100)]))
        ledger.finish()
        #expect(offsets(ledger.send()) == [a: 101])
        // While that commit is under way.
        ledger.begin(a, at: 50)
        ledger.commit()
        #expect(ledger.next(a) == 50)
        #expect(offsets(ledger.send()) == [a: 50])
        ledger.commit()

        ledger.take(batch([(0, 60)]))
        ledger.begin(a, at: 55)
        #expect(ledger.send().isEmpty)
        ledger.finish()
        #expect(offsets(ledger.send()) == [a: 55])
    }

    private func offsets(_ sent: [(TopicPartition, Int64)]) -> [TopicPartition: Int64] {
        Dictionary(uniqueKeysWithValues: sent)
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

extension CommittedOffset: ExpressibleByIntegerLiteral {
    public init(integerLiteral offset: Int64) { self.init(offset: offset) }
}

extension OffsetLedger {
    fileprivate func stranger(
        in group: [TopicPartition: CommittedOffset], on partitions: [TopicPartition]
    ) -> String? {
        stranger(in: group, on: partitions, orEarlier: false)
    }
}
