import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite struct RedriveJudgeTests {
    private func judge(
        _ request: RedriveRequest = RedriveRequest(topic: .marketRaw),
        marks: RedriveMarks = RedriveMarks()
    ) -> RedriveJudge {
        RedriveJudge(request, marks: marks, partitions: 6)
    }

    private func verdict(_ judge: RedriveJudge, _ batch: RecordBatch) -> RedriveVerdict {
        judge.judge(LetterSamples.stored(batch), 0, of: batch)
    }

    @Test(
        arguments: [
            (0, 3, false, RedriveVerdict.send), (2, 3, false, .send),
            (3, 3, false, .refused(.tooOften(3))), (4, 3, false, .refused(.tooOften(4))),
            (4, 3, true, .send), (0, 0, false, .refused(.tooOften(0))), (4, 5, false, .send),
        ])
    func `What has come back too often is refused, unless forced`(
        redrives: Int, most: Int, isForced: Bool, verdict: RedriveVerdict
    ) {
        var request = RedriveRequest(topic: .marketRaw)
        request.maxRedrives = most
        request.isForced = isForced
        #expect(
            self.verdict(judge(request), LetterSamples.letter(redrives: redrives)) == verdict)
    }

    @Test func `A cut value and another topic's are refused`() throws {
        let cut = LetterSamples.letter(
            value: Array(repeating: UInt8(ascii: "x"), count: 3_000_000), redrives: 1)
        #expect(verdict(judge(), cut) == .refused(.truncated(3_000_000)))
        var request = RedriveRequest(topic: .marketRaw)
        request.edit = RedriveEdit(value: [1], symbol: nil)
        #expect(verdict(judge(request), cut) == .send)

        var foreign = RecordBatch()
        foreign.append(topic: "dlq_market_raw", partition: 0, offset: 1, key: [1], value: [2])
        #expect(verdict(judge(), foreign) == .send)
        foreign.addHeader("dlq.topic", "order_intents")
        foreign.addHeader("dlq.partition", "0")
        foreign.addHeader("dlq.offset", "7")
        #expect(verdict(judge(), foreign) == .refused(.foreign("order_intents")))
    }

    @Test func `Partition, offsets and what was there when it was asked are kept to`() throws {
        var request = RedriveRequest(topic: .marketRaw)
        request.offsets = try OffsetSet.parse("3,10-12")
        let places: [(Int64, RedriveVerdict)] = [
            (2, .unselected), (3, .send), (4, .unselected), (10, .send), (12, .send),
            (13, .unselected),
        ]
        for (offset, expected) in places {
            #expect(verdict(judge(request), LetterSamples.letter(at: offset)) == expected)
        }
        request.offsets = nil
        request.last = [0: 9]
        #expect(verdict(judge(request), LetterSamples.letter(at: 9)) == .send)
        #expect(verdict(judge(request), LetterSamples.letter(at: 10)) == .unselected)
        request.last = nil
        request.partition = 1
        #expect(verdict(judge(request), LetterSamples.letter()) == .unselected)
    }

    @Test func `What was sent is sent once, and so is its twin`() {
        var judge = judge()
        let batch = LetterSamples.letter(at: 12, plane: "strategy")
        let twin = LetterSamples.letter(at: 13, plane: "orders")
        let other = LetterSamples.letter(
            of: Place(topic: "market_raw", partition: 3, offset: 43), at: 14)
        let letter = LetterSamples.stored(batch)
        let mark = judge.noteSent(letter, judge.redrive(of: letter), at: .zero)
        #expect(mark.to == "market_raw/3")
        #expect(mark.count == 1)
        #expect(verdict(judge, batch) == .back(mark))
        #expect(judge.missingMark(of: letter) == nil)
        #expect(verdict(judge, twin) == .back(mark))
        let missing = judge.missingMark(of: LetterSamples.stored(twin))
        #expect(missing?.letter.offset == 13)
        #expect(missing?.source == mark.source)
        #expect(verdict(judge, other) == .send)
        #expect(judge.missingMark(of: LetterSamples.stored(other)) == nil)
        // The topic was made anew: the same places hold other records.
        #expect(verdict(judge, LetterSamples.letter(at: 14, timeMs: 5)) == .back(mark))
        let anew = LetterSamples.letter(
            of: Place(topic: "market_raw", partition: 4, offset: 42), at: 12, timeMs: 5)
        #expect(verdict(judge, anew) == .send)
    }

    @Test(
        arguments: [
            (Topic.marketRaw, Int32(3), Int32(3), Int64(0)), (.marketRaw, 5, 5, 0),
            (.marketRaw, 6, -1, 0), (.orderIntents, 0, 0, 7), (.execReports, 1, 1, 0),
        ])
    func `Records go to the partition they came from, intents as old as they are`(
        topic: Topic, from: Int32, to: Int32, time: Int64
    ) {
        let batch = LetterSamples.letter(
            of: Place(topic: topic.rawValue, partition: from, offset: 1), redrives: 1)
        let redrive = judge(RedriveRequest(topic: topic)).redrive(of: LetterSamples.stored(batch))
        #expect(redrive.topic == topic.rawValue)
        #expect(redrive.partition == to)
        #expect(redrive.timestampMs == time)
        #expect(redrive.count == 2)
        #expect(redrive.key == nil && redrive.value == nil)
    }

    @Test(arguments: [("SPY", nil, Int32(3)), ("QQQ", "QQQ", -1)] as [(String, String?, Int32)])
    func `A corrected record has its symbol's key`(symbol: String, key: String?, partition: Int32) {
        var request = RedriveRequest(topic: .marketRaw)
        request.edit = RedriveEdit(value: [1, 2], symbol: symbol)
        let redrive = judge(request).redrive(of: LetterSamples.stored(LetterSamples.letter()))
        #expect(redrive.key.map { String(decoding: $0, as: UTF8.self) } == key)
        #expect(redrive.partition == partition)
        #expect(redrive.value == [1, 2])
    }
}
