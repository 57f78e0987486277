import ArgumentParser
import KafkaBus

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads the configuration and tells every error at once.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Also talks to the brokers.")
    var connect = false

    @Flag(name: .customLong("print"), help: "Shows the effective configuration, secrets redacted.")
    var prints = false

    func run() async throws {
        let loaded = try common.load()
        for warning in loaded.warnings { Terminal.complain("\(warning)") }
        if prints { print(loaded.effectiveYAML(), terminator: "") }
        if connect { try await reach(loaded.configuration) }
        if !prints { print("\(loaded.path): the configuration is good") }
    }

    private func reach(_ configuration: Configuration) async throws {
        if configuration.kafka.isEmbedded {
            print("embedded broker: nothing to connect to")
            return
        }
        do {
            let admin = try KafkaAdmin(configuration.kafkaSettings(instanceId: "check"))
            let cluster = try await admin.cluster(timeout: .seconds(10))
            await admin.close()
            let servers = configuration.kafka.bootstrapServers
            print("connected to \(servers): \(cluster.brokers.count) brokers")
        } catch {
            Terminal.complain("\(configuration.kafka.bootstrapServers): \(error)")
            throw ExitCode(ExitStatus.failure)
        }
    }
}
