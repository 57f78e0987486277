import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite struct RedriveMarksTests {
    private func mark(_ offset: Int64, source: Int64? = 42, partition: Int32 = 0) -> RedriveMark {
        RedriveMark(
            letter: Place(topic: "dlq_market_raw", partition: partition, offset: offset),
            letterTimestampMs: 1_000_000,
            source: source.map {
                StoredLetter.Source(
                    place: Place(topic: "market_raw", partition: 3, offset: $0), timestampMs: 7)
            }, count: 2, to: "market_raw/3", at: Timestamp(milliseconds: 9_999))
    }

    private func read(_ batch: RecordBatch) -> RedriveMarks {
        var marks = RedriveMarks()
        for index in batch.indices { marks.note(index, of: batch) }
        return marks
    }

    @Test(arguments: [42, nil] as [Int64?])
    func `A mark is read as it was written`(source: Int64?) {
        var batch = RecordBatch()
        mark(12, source: source).append(to: &batch, topic: "g.state")
        #expect(batch.topic(0) == "g.state")
        #expect(batch.records[0].partition == 0)
        #expect(batch.keyText(0) == "dlq/dlq_market_raw/0/12")
        #expect(RedriveMark(0, of: batch) == mark(12, source: source))
        #expect(read(batch).marks.values.map(\.self) == [mark(12, source: source)])
    }

    @Test func `A tombstone takes a mark away, and others' keys are none`() {
        var batch = RecordBatch()
        mark(12).append(to: &batch, topic: "s")
        mark(13, source: 43).append(to: &batch, topic: "s")
        RedriveMark.appendTombstone(of: mark(12).letter, to: &batch, topic: "s")
        for key in ["data/SPY", "dlq/", "dlq/x", "dlq/dlq_market_raw/0/x", ""] {
            batch.append(topic: "s", key: Array(key.utf8), value: [1])
        }
        batch.append(topic: "s", key: [UInt8]?.none, value: [1])
        batch.append(topic: "s", key: Array("dlq/dlq_market_raw/0/99".utf8), value: [1])
        let marks = read(batch)
        #expect(Array(marks.marks.keys) == [mark(13).letter])
        #expect(marks.mark(of: LetterSamples.stored(LetterSamples.letter(at: 12))) == nil)
    }

    @Test func `Marks of what is no more are stale`() {
        var batch = RecordBatch()
        for offset in [3, 9, 10, 19, 20] as [Int64] { mark(offset).append(to: &batch, topic: "s") }
        mark(15, partition: 1).append(to: &batch, topic: "s")
        let marks = read(batch)
        let stale = marks.stale(topic: "dlq_market_raw", kept: [0: 10..<20])
        #expect(stale.map(\.offset) == [3, 9, 20, 15])
        #expect(marks.stale(topic: "dlq_market_raw", kept: [0: 0..<30, 1: 0..<30]).isEmpty)
        #expect(marks.stale(topic: "dlq_ofi_events", kept: [:]).isEmpty)
    }

    @Test func `What was sent by a walk that broke off is not counted as back before`() {
        let request = RedriveRequest(topic: .marketRaw)
        var tally = RedriveTally(request, isDryRun: false)
        for _ in 0..<3 { tally.noteBack() }
        tally.noteSent(["contract", "crossed"])
        tally = tally.begunAgain()
        for _ in 0..<5 { tally.noteBack() }
        tally.noteSent(["contract"])
        tally.complete()
        #expect(tally.sent == 3)
        #expect(tally.backAlready == 3)
        #expect(tally.isGood)
        #expect(
            tally.text
                == "dlq_market_raw: 3 sent back to market_raw (contract 2, crossed 1), "
                + "3 were back already")
    }

    @Test func `Dead letters are counted by topic and reason`() {
        var tally = LetterTally()
        #expect(tally.text == "no dead letters\n")
        for (offset, reason) in ["contract", "crossed", "contract"].enumerated() {
            let batch = LetterSamples.letter(
                at: Int64(offset), timeMs: 1000 * Int64(3 - offset), reason: reason,
                fault: "a\u{1B}: wrong\nb: wrong", redrives: offset)
            tally.add(LetterSamples.stored(batch), mark: offset == 2 ? mark(2) : nil)
        }
        let rows = tally.rows
        #expect(rows.map(\.reason) == ["contract", "crossed"])
        #expect(rows.map(\.count) == [2, 1])
        #expect(rows.map(\.redriven) == [1, 0])
        #expect(rows[0].first == Timestamp(milliseconds: 1000))
        #expect(rows[0].newest.place.offset == 0)
        let lines = tally.text.split(separator: "\n")
        #expect(lines[2] == "  newest: dlq_market_raw/0/0 SPY a : wrong")
        #expect(lines[4] == "  newest: dlq_market_raw/0/1 SPY come back 1× a : wrong")
        #expect(lines.last == "3 dead letters, 1 redriven")
    }
}
