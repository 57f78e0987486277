import Contracts
import KafkaBus

/// A verb's way to the brokers of the configuration.
struct BrokerAccess: Sendable {
    /// How long a verb waits for the first broker to answer.
    static let patience: Duration = .seconds(8)

    let settings: KafkaSettings
    /// The brokers' addresses as they may be printed.
    let servers: String

    /// - Parameter role: the verb; part of the clients' ids.
    /// - Throws: ``CommandFault`` when the brokers are out of reach of every other process.
    init(_ configuration: Configuration, role: String) throws(CommandFault) {
        guard !configuration.kafka.isEmbedded else {
            throw CommandFault(
                "the embedded broker lives inside the daemon, no other process can connect to it",
                remedy: "name a broker: kafka.bootstrap_servers, or "
                    + "--set kafka.bootstrap_servers=127.0.0.1:9092")
        }
        settings = configuration.kafkaSettings(instanceId: role)
        servers = configuration.printableServers
        // Clients write to sockets that may be closed.
        Terminal.ignoreBrokenPipes()
    }

    /// Asks or changes the cluster; the client is closed afterwards.
    ///
    /// - Throws: ``CommandFault``
    func withAdmin<Answer>(
        isolation: String = "read_committed", _ body: (KafkaAdmin) async throws -> Answer
    ) async throws(CommandFault) -> Answer {
        do {
            let admin = try KafkaAdmin(settings, isolation: isolation)
            do {
                let answer = try await body(admin)
                await admin.close()
                return answer
            } catch {
                await admin.close()
                throw error
            }
        } catch {
            throw fault(error)
        }
    }

    /// Topics by name with their numbers of partitions.
    func partitions(_ admin: KafkaAdmin) async throws -> [String: Int] {
        try await admin.cluster(timeout: Self.patience).topics.mapValues(\.partitions)
    }

    /// Brokers do not tell of a topic.
    ///
    /// - Parameter other: what may be done without it.
    func lacking(_ topic: String, else other: String? = nil) -> CommandFault {
        CommandFault(
            "\(servers) has no topic \(topic), or ACLs hide it",
            remedy: "make the topics with `algotraded topics apply`, or allow the user Describe "
                + "on it" + (other.map { ", or \($0)" } ?? ""))
    }

    /// Any failure of a client as the verb tells it.
    func fault(_ error: any Error) -> CommandFault {
        switch error {
        case let fault as CommandFault: fault
        case let fault as BusFault: CommandFault(fault, at: servers)
        default: CommandFault("\(error)", remedy: "try again")
        }
    }
}

extension Configuration {
    /// The brokers' addresses, redacted when a credential stands in them.
    var printableServers: String {
        let isHidden =
            redaction.keys.contains("kafka.bootstrap_servers")
            || redaction.hides(kafka.bootstrapServers)
        return isHidden ? Redaction.mark : kafka.bootstrapServers
    }
}
