import Foundation
import TestSupport
import Testing

/// The driver's interpreter, with the client that is none of the daemon's.
private enum ChainDirt {
    static let python = BrokerProcess.packageRoot.appending(path: ".venv/bin/python").path

    static var hasClient: Bool { FileManager.default.isExecutableFile(atPath: python) }
}

/// A dirty stream through a daemon on a broker: `Tests/Dirt` makes it from a seed, says what must
/// become of each record, and judges topics and statistics.
@Suite(
    "Every record ends in one place, on a broker",
    .enabled(if: BrokerProcess.executable != nil && ChainDirt.hasClient))
struct ChainDirtTests {
    private func run(_ arguments: String...) async throws -> CommandProcess.Result {
        let driver = BrokerProcess.packageRoot.appending(path: "Tests/Dirt/dirt.py")
        return try await CommandProcess.run(
            program: ChainDirt.python,
            [driver.path, "--binary", CommandProcess.algotraded] + arguments)
    }

    @Test("one in a hundred of every kind of dirt")
    func seeded() async throws {
        let seed = UInt32.random(in: .min ... .max)
        print("make dirt SEED=\(seed)")
        let result = try await run("--seed", "\(seed)")
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.hasPrefix("seed \(seed)\n"))
        #expect(result.lines.last?.hasPrefix("HELD: ") == true)
    }

    @Test("recorded data with dirt planted in it, its times moved to now")
    func recorded() async throws {
        let folder = TemporaryFolder()
        let lines = (0..<3000).map { number in
            let seconds = 1_723_161_255 + number / 10
            let cents = 10_000 + number * 37 % 50
            let time = "\(seconds).\(number % 10)00000001"
            return #"{"type":"tickByTickBidAsk","symbol":"ETH\#(number % 3)","time":\#(time),"#
                + #""secType":"CRYPTO","bidPrice":\#(cents / 100).\#(10 + cents % 90),"#
                + #""askPrice":102.5,"bidSize":\#(1 + number),"askSize":3.25}"#
        }
        let file = try folder.write("recorded.ndjson", lines.joined(separator: "\n"))
        let result = try await run("--seed", "1", "--input", file)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.contains("sound                     3000 event quote\n"))
    }
}
