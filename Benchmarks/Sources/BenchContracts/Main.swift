import BenchmarkData
import BenchmarkReport
import Contracts
import Foundation

/// Measures the codec against what users of other languages and libraries have.
@main
struct Main {
    static func main() throws {
        let options = Options(CommandLine.arguments.dropFirst())
        print(Machine.line)
        print("\(options.bars) bars, seed \(options.seed), medians of \(options.rounds) rounds")
        var goals = Goals()
        let contenders = options.isAlone ? nil : try Contenders(python: options.python)
        if let contenders { print(contenders.versions) }
        for shape in BarShape.allCases {
            try DecodeBenchmark(shape: shape, options: options, contenders: contenders)
                .run(&goals)
        }
        try EncodeBenchmark(options: options).run(&goals)
        try FaultBenchmark(options: options).run(&goals)
        try MessagesBenchmark(options: options).run()
        try judgeAllocations(&goals)
        guard !goals.report(), options.areGoalsJudged else { return }
        exit(1)
    }

    /// Lets the program beside this one count; it ends with 1 when a call for memory is too many.
    /// A program of its own, since the counting would slow down the contenders.
    private static func judgeAllocations(_ goals: inout Goals) throws {
        let process = Process()
        let own = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        process.executableURL = own.appending(path: "count-allocations")
        print()
        fflush(nil)
        try process.run()
        process.waitUntilExit()
        goals.judge(
            "no call for memory per record of a kind without lists",
            process.terminationStatus == 0)
    }
}
