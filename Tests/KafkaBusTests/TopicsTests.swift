import Contracts
import Testing

@testable import KafkaBus

/// What brokers tell an admin of topics.
@Suite(.timeLimit(.minutes(1))) struct TopicsTests {
    @Test func `A topic that ACLs hide is not one that is missing`() async throws {
        let cluster = try await Cluster(.embedded, topics: ["open": 2, "secret": 1])
        await cluster.embedded?.hide("secret")
        let admin = try KafkaAdmin(cluster.settings)
        #expect(try await admin.cluster(timeout: .seconds(5)).topics.keys.sorted() == ["open"])
        #expect(try await admin.hidden(["open", "secret"]) == ["secret"])
        let fault = try await #require(throws: BusFault.self) {
            _ = try await admin.topics(["open", "secret"])
        }
        #expect(fault.code == .denied)
        #expect("\(fault)".contains("secret") && !"\(fault)".contains("open"))
        await admin.close()
    }

    @Test func `Asking for a topic by its name does not make it`() async throws {
        let cluster = try await Cluster(.broker, topics: ["there": 1])
        let admin = try KafkaAdmin(cluster.settings)
        #expect(try await admin.hidden(["there", "nowhere"]) == [])
        #expect(try await admin.cluster(timeout: .seconds(5)).topics["nowhere"] == nil)
        await admin.close()
    }
}
