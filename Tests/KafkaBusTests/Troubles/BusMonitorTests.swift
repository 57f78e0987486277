import Testing

@testable import KafkaBus

@Suite struct BusMonitorTests {
    private let sign = "Disconnected: broker might require SASL authentication"

    private func reason(_ prepare: (inout BusMonitor) -> Void) -> String {
        let settings = KafkaSettings(
            bootstrapServers: "b:9092", groupId: "g", instanceId: "one")
        var monitor = BusMonitor(settings, plane: "data")
        prepare(&monitor)
        return monitor.reason("2/2 brokers are down")
    }

    private func suspect(_ monitor: inout BusMonitor) {
        if let verdict = monitor.judge.verdict(sign) { _ = monitor.take(verdict) }
    }

    @Test func `Whom no broker has let in is told the likely cause`() {
        let told = reason { suspect(&$0) }
        #expect(told.hasPrefix("the broker wants a login"))
    }

    @Test func `Whoever was let in is told first that the brokers are gone`() {
        #expect(reason { $0.noteAccess() } == "2/2 brokers are down")
        let told = reason {
            $0.noteAccess()
            suspect(&$0)
        }
        #expect(told.hasPrefix("2/2 brokers are down; unless it comes back, the broker wants a"))
    }

    @Test(arguments: [(true, Int64(0)), (false, 1)])
    func `The end of a transaction is no record that waits`(isDrained: Bool, lag: Int64) {
        let settings = KafkaSettings(
            bootstrapServers: "b:9092", groupId: "g", instanceId: "one")
        var monitor = BusMonitor(settings, plane: "data")
        var statistics = ClientStatistics()
        statistics.type = "consumer"
        var partition = PartitionStatistics()
        (partition.end, partition.highest, partition.next) = (10, 10, 10)
        statistics.topics["t"] = TopicStatistics()
        statistics.topics["t"]?.partitions[0] = partition
        _ = monitor.take(statistics, isDrained: isDrained) { _ in 9 }
        #expect(Array(monitor.figures.lag.values) == [lag])
    }

    /// As librdkafka 2.0 says it.
    @Test(arguments: [
        (
            "SASL authentication error: SaslAuthenticateRequest failed: Local: Broker transport f",
            nil
        ),
        (
            "SASL PLAIN mechanism handshake failed: Local: Timed out: broker's supported "
                + "mechanisms: ", nil
        ),
        ("SASL authentication error: Authentication failed: Invalid", AccessFault.credentials),
        (
            "SASL PLAIN mechanism handshake failed: Broker: Unsupported SASL mechanism: broker's",
            .mechanism
        ),
    ])
    func `A login that broke off is no wrong password`(text: String, fault: AccessFault?) {
        let settings = KafkaSettings(
            bootstrapServers: "b:9092", groupId: "g", instanceId: "one")
        var judge = AccessJudge(settings)
        #expect(judge.verdict("sasl_ssl://b:9092/1: \(text)")?.fault == fault)
    }

    @Test func `What was suspected before the client was let in is forgotten`() {
        let told = reason {
            suspect(&$0)
            $0.noteAccess()
        }
        #expect(told == "2/2 brokers are down")
    }
}
