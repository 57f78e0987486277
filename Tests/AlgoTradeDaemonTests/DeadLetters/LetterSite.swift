import Contracts
import Foundation
import KafkaBus
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// A broker with all topics, a configuration for it, and the verbs.
final class LetterSite: Sendable {
    let cluster: ChainCluster
    let folder = TemporaryFolder()

    /// - Parameter keys: more of the configuration's `kafka` section.
    init(_ keys: String = "") async throws {
        cluster = try ChainCluster()
        try folder.write(
            "kafka.yaml",
            "kafka: {bootstrap_servers: \"\(cluster.broker.bootstrapServers)\"\(keys)}\n")
        let made = try await run("topics", "apply")
        try #require(made.status == 0, "\(made.errors)")
    }

    var stateTopic: String { "\(ChainCluster.group).state" }

    func run(_ arguments: String...) async throws -> CommandProcess.Result {
        try await CommandProcess.run(arguments, in: folder)
    }

    func start(_ arguments: String...) throws -> CommandProcess {
        try CommandProcess(arguments, in: folder)
    }

    /// The one JSON document that a verb prints.
    func json(_ arguments: String...) async throws -> [String: Any] {
        let result = try await CommandProcess.run(arguments + ["--format", "json"], in: folder)
        return try #require(try Records.parse(result.output).first, "\(result.errors)")
    }

    /// Writes dead letters as planes do.
    func write(_ add: (inout RecordBatch) -> Void) async throws {
        var batch = RecordBatch()
        add(&batch)
        try await cluster.write(batch)
    }

    func marks() async throws -> [RecordBatch.Record] {
        try await cluster.records(stateTopic).records
    }
}
