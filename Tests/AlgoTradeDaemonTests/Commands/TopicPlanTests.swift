import Testing

@testable import AlgoTradeDaemon
@testable import KafkaBus

@Suite struct TopicPlanTests {
    private static let missing = TopicDifference.missing(
        TopicSpec(name: "a", partitions: 6, replicationFactor: 1, configuration: [:]))
    private static let fewer = TopicDifference.fewerPartitions(topic: "b", has: 1, wanted: 6)
    private static let more = TopicDifference.morePartitions(topic: "c", has: 9, wanted: 6)

    @Test(
        arguments: [
            ([], ["nothing to do: the topics are as configured"]),
            (
                [missing, fewer],
                [
                    "+ \(missing)", "~ \(fewer)",
                    "2 to do with `algotraded topics apply`, 0 left to you",
                ]
            ),
            ([more], ["! \(more)", "nothing that `algotraded topics apply` could do"]),
        ] as [([TopicDifference], [String])])
    func `A plan is a line for each difference and what to do`(
        differences: [TopicDifference], lines: [String]
    ) {
        #expect(TopicPlan(differences).text == lines.joined(separator: "\n") + "\n")
    }

    @Test func `What brokers do not tell is not called as configured`() {
        let lines = TopicPlan([], untold: ["a", "b"]).text.split(separator: "\n")
        #expect(lines.count == 2 && lines[1] == "nothing else to do")
        #expect(lines[0].hasPrefix("? a, b: ") && lines[0].contains("DescribeConfigs"))
    }

    @Test(
        arguments: [
            (["retention.ms": "86400000", "cleanup.policy": "delete"], "24h"),
            (["retention.ms": "1209600000"], "14d"), (["retention.ms": "-1"], "forever"),
            (["retention.ms": "5", "cleanup.policy": "compact"], "compacted"), ([:], "unknown"),
        ])
    func `Retention reads as people say it`(configuration: [String: String], text: String) {
        let state = TopicState(
            name: "a", partitions: 1, replicationFactor: 1, configuration: configuration,
            overridden: [])
        #expect(TopicRow(name: "a", isInternal: false, state: state).retention == text)
    }
}
