import TestSupport

/// A real broker, and a folder with a configuration for it, to run verbs in.
struct BrokerSite {
    let broker: BrokerProcess
    let folder = TemporaryFolder()

    init() throws {
        broker = try BrokerProcess()
        try folder.write(
            "kafka.yaml", "kafka: {bootstrap_servers: \"\(broker.bootstrapServers)\"}\n")
    }

    func run(_ arguments: String..., input: String = "") async throws
        -> CommandProcess.Result
    {
        try await CommandProcess.run(arguments, input: input, in: folder)
    }

    func start(_ arguments: String...) throws -> CommandProcess {
        try CommandProcess(arguments, in: folder)
    }
}
