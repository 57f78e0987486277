import TestSupport
import Testing

/// A verb whose results nobody gets has failed, and says so.
@Suite struct LostOutputTests {
    private static let verbs = [
        "version", "version --format json", "check", "check --print", "check --format json",
        "schema market_raw",
    ]

    private func run(_ verb: String, _ redirection: String) async throws -> CommandProcess.Result {
        let folder = TemporaryFolder()
        try folder.write("kafka.yaml", "kafka: {bootstrap_servers: embedded}\n")
        return try await CommandProcess(
            ["-c", "exec \"$0\" \(verb) \(redirection)", CommandProcess.algotraded],
            program: "/bin/sh", in: folder
        ).result()
    }

    @Test(arguments: verbs + ["health --set kafka.bootstrap_servers=127.0.0.1:1"])
    func `A full device`(_ verb: String) async throws {
        let result = try await run(verb, "> /dev/full")
        #expect(result.status == 1, "\(verb)")
        let told = result.errors.split(separator: "\n").filter {
            $0.hasPrefix("standard output: cannot be written: No space left on device")
        }
        #expect(told.count == 1, "\(result.errors)")
    }

    @Test(arguments: verbs + ["validate --topic market_raw kafka.yaml"])
    func `No output at all`(_ verb: String) async throws {
        let result = try await run(verb, ">&-")
        #expect(result.status == 1, "\(verb)")
        #expect(result.errors.contains("standard output is not open for writing"))
    }

    @Test func `A reader that has gone is no failure to be told`() async throws {
        let result = try await run("check --print", "| :")
        #expect(result.errors.isEmpty)
    }
}
