import Contracts
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite("Topics that belong together, when the daemon starts")
struct StateTopicTests {
    private func start(_ cluster: ChainCluster) async throws -> Int {
        let configuration = try load(cluster.configuration).configuration
        let name = configuration.stateTopicName
        _ = try await TopicInitialiser(
            specs: configuration.topicSpecs(), stateTopic: name, settings: cluster.settings,
            logger: ChainLog().logger(.data)
        ).run()
        let admin = try KafkaAdmin(cluster.settings)
        let found = try await admin.topics([name])[name]
        await admin.close()
        return try #require(found).partitions
    }

    private func create(_ topic: String, _ partitions: Int, _ cluster: ChainCluster) async throws {
        let admin = try KafkaAdmin(cluster.settings)
        let spec = TopicSpec(
            name: topic, partitions: partitions, replicationFactor: 1, configuration: [:])
        try await admin.create([spec])
        await admin.close()
    }

    @Test(
        "the state topic has as many partitions as market_raw, also more than configured"
    )
    func follows() async throws {
        #expect(try await start(try ChainCluster()) == 6)
        let cluster = try ChainCluster()
        try await create("market_raw", 9, cluster)
        #expect(try await start(cluster) == 9)
    }

    @Test(
        "where a symbol would lie in partitions of other numbers the daemon does not run",
        arguments: [
            ("\(ChainCluster.group).state", 1), ("market_events", 5), ("ofi_events", 12),
            ("order_intents", 7), ("exec_reports", 1),
        ])
    func unequal(topic: String, partitions: Int) async throws {
        let cluster = try ChainCluster()
        try await create(topic, partitions, cluster)
        let fault = await #expect(throws: StartFault.self) { try await start(cluster) }
        let text = "\(try #require(fault))"
        #expect(text.contains(topic) && text.contains("topics apply"), "\(text)")
    }

    @Test("more than are configured are as good, if they are equal")
    func more() async throws {
        let cluster = try ChainCluster()
        for topic in ["market_events", "ofi_events", "order_intents", "exec_reports"] {
            try await create(topic, 8, cluster)
        }
        #expect(try await start(cluster) == 8)
    }
}
