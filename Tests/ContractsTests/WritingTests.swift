import Contracts
import Testing

@Suite struct WritingTests {
    @Test(arguments: Topic.allCases)
    func `every message that the types hold is written as plain strings have it`(topic: Topic) {
        let seed = UInt64.random(in: .min ... .max)
        var messages = ExtremeMessages(seed: seed)
        var bytes: [UInt8] = []
        for _ in 0..<1500 {
            let message = messages.next(topic)
            let kept = bytes.count
            message.encode(into: &bytes)
            let text = String(decoding: bytes[kept...], as: UTF8.self)
            let expected = SlowWriter.text(message)
            if text != expected { Issue.record("\(text)\n\(expected)\nseed \(seed)") }
            // Records follow each other in one array, as in a batch.
            if bytes.count > 20_000 { bytes.removeAll(keepingCapacity: kept & 1 == 0) }
        }
    }

    @Test(arguments: Topic.allCases)
    func `legal messages are written as plain strings have them`(topic: Topic) {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        for _ in 0..<500 {
            let message = messages.next(topic)
            var bytes = Array("before".utf8)
            message.encode(into: &bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            let expected = "before" + SlowWriter.text(message)
            if text != expected { Issue.record("\(text)\n\(expected)\nseed \(seed)") }
        }
    }

    @Test func `each day of three hundred years is written as counting has it`() {
        for day in stride(from: -106_751 as Int64, through: 106_751, by: 1) {
            let time = Timestamp(nanoseconds: day * 86_400_000_000_000)
            let text = time.description
            guard Timestamp(text) == time, text.utf8.count == 20 else {
                Issue.record("day \(day): \(text)")
                continue
            }
        }
    }

    @Test(arguments: [
        (Timestamp(nanoseconds: .min), "1677-09-21T00:12:43.145224192Z"),
        (Timestamp(nanoseconds: .max), "2262-04-11T23:47:16.854775807Z"),
        (Timestamp(nanoseconds: -1), "1969-12-31T23:59:59.999999999Z"),
        (Timestamp(nanoseconds: 951_782_400_120_000_000), "2000-02-29T00:00:00.120Z"),
        (Timestamp(nanoseconds: -2_203_891_200_000_001_000), "1900-02-28T23:59:59.999999Z"),
    ])
    func `times have the shortest fraction`(time: Timestamp, text: String) {
        #expect(time.description == text)
    }
}
