import Foundation
import TestSupport
import Testing

/// The contracts judged a second time: `Tests/Differential` reads records by its own reading of
/// docs/CONTRACTS.md, in Python, and compares every fault.
@Suite(.enabled(if: CommandProcess.find("python3") != nil))
struct DifferentialTests {
    private let folder = TemporaryFolder()

    private func compare(_ arguments: String..., binary: String = CommandProcess.algotraded)
        async throws -> CommandProcess.Result
    {
        let driver = BrokerProcess.packageRoot.appending(path: "Tests/Differential/compare.py")
        return try await CommandProcess.run(
            program: try #require(CommandProcess.find("python3")),
            [driver.path, "--binary", binary] + arguments)
    }

    @Test func `Random records have the faults that another reader of the contracts finds`()
        async throws
    {
        let seed = UInt32.random(in: .min ... .max)
        print("make differential COUNT=20000 SEED=\(seed)")
        let result = try await compare("--count", "20000", "--seed", "\(seed)")
        #expect(result.status == 0, "seed \(seed): \(result.output)\(result.errors)")
        #expect(result.output.contains("20000 records"))
    }

    @Test(arguments: [
        (#"s/"code":"range"/"code":"rule"/"#, "range"), (#"s/"offset":0/"offset":1/"#, "missing"),
        (#"s/"found":"-/"found":"+/"#, "-"), (#"s/"path":"symbol"/"path":"symbols"/"#, "symbol"),
        (#"/"valid":true/d"#, "no record"),
    ])
    func `A daemon that judges otherwise is found out`(edit: String, word: String) async throws {
        let liar = try folder.write(
            "liar", "#!/bin/sh\n'\(CommandProcess.algotraded)' \"$@\" | sed '\(edit)'\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: liar)
        let result = try await compare("--count", "300", "--seed", "1", binary: liar)
        #expect(result.status == 1)
        #expect(result.output.contains("DIFFERS"))
        #expect(result.output.contains(word))
    }
}
