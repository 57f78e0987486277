import Testing

@testable import AlgoTradeDaemon
@testable import KafkaBus

@Suite struct TopicRowTests {
    private let state = TopicState(
        name: "t", partitions: 6, replicationFactor: 1,
        configuration: ["retention.ms": "3600000"], overridden: [])

    private func row(_ uses: [TopicUse]) -> TopicRow {
        TopicRow(name: "t", isInternal: false, state: state, records: 9, lag: 2, uses: uses)
    }

    @Test(
        arguments: [
            ([], nil), ([TopicUse(plane: "a", isWriter: true, batch: nil)], "-"),
            ([TopicUse(plane: "a", isWriter: false, batch: .init(messages: 70, bytes: 1))], "70"),
            (
                [
                    TopicUse(plane: "a", isWriter: false, batch: .init(messages: 70, bytes: 1)),
                    TopicUse(plane: "b", isWriter: true, batch: .init(messages: 1500, bytes: 1)),
                ], "1,500"
            ),
        ] as [([TopicUse], String?)])
    func `Batches are shown where a daemon tells of them, the writer's first`(
        uses: [TopicUse], batch: String?
    ) {
        let lines = TopicRow.table([row(uses)]).split(separator: "\n")
        #expect(lines[0].hasSuffix(batch == nil ? "LAG" : "LAG     BATCH"))
        #expect(lines[1].hasSuffix(batch.map { " \($0)" } ?? " 2"))
    }

    @Test func `The plane's lag is told partition by partition`() {
        let use = TopicUse(plane: "a", isWriter: false, batch: nil, lag: ["t/0": 0, "t/5": 2])
        var text = JSONText()
        text.object { use.write(to: &$0) }
        #expect(
            String(decoding: text.bytes, as: UTF8.self)
                == #"{"plane":"a","role":"reader","batch_messages_p50":null,"#
                + #""batch_bytes_p50":null,"lag":{"t/0":0,"t/5":2}}"#)
    }
}
