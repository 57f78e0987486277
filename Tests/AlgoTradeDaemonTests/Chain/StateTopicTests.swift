import Contracts
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite("The state topic, when the daemon starts")
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

    @Test("it has as many partitions as market_raw, also where that has more than configured")
    func follows() async throws {
        #expect(try await start(try ChainCluster()) == 6)
        let cluster = try ChainCluster()
        try await create("market_raw", 9, cluster)
        #expect(try await start(cluster) == 9)
    }

    @Test("with fewer the daemon does not run")
    func fewer() async throws {
        let cluster = try ChainCluster()
        try await create("\(ChainCluster.group).state", 1, cluster)
        let fault = await #expect(throws: StartFault.self) { try await start(cluster) }
        #expect(fault?.description.contains("topics apply") == true)
    }
}
