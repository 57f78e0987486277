import BenchmarkData
import Contracts
import Glibc
import Trading

/// Measures the data plane's machine alone: its speed, what many symbols cost, its calls for
/// memory, and how long its state takes to leave and to come back.
@main
struct Main {
    static func main() throws {
        let options = Options(CommandLine.arguments.dropFirst())
        print(
            "The data plane's machine, one core: \(options.rounds) passes of \(options.records) "
                + "records, \(QuoteStream.perSecond) a second for each symbol\n")
        var runs = [
            Run("quotes of 1 symbol", symbols: 1, options),
            Run("quotes of 100 symbols", symbols: 100, options),
            Run("quotes of 10 000 symbols", symbols: 10_000, options),
            Run("quotes and trades (10 %) of 100 symbols", symbols: 100, trades: 10, options),
        ]
        // In turn, so that what disturbs the machine disturbs all.
        for _ in 0..<options.rounds {
            for index in runs.indices { runs[index].pass() }
        }
        for run in runs { print(run.line) }
        let (one, hundred, many) = (runs[0], runs[1], runs[2])
        let saved = try SavedState(symbols: 10_000, rounds: 5)
        print(saved.lines)

        let ratio = hundred.perSecond / many.perSecond
        let least = min(one.perSecond, hundred.perSecond)
        let goals = [
            ("\(millions(least)) quotes/s (goal 1.50 M)", least >= 1_500_000),
            ("10 000 symbols cost \(places(ratio))× of 100 (goal 1.50×)", ratio <= 1.5),
            (
                "no call for memory per quote",
                one.calls == 0 && hundred.calls == 0 && many.calls == 0
            ),
            ("\(places(saved.write * 1000)) ms for the state (goal 100 ms)", saved.write <= 0.1),
        ]
        print("\nGoals")
        for goal in goals { print("  \(goal.1 ? "met   " : "MISSED") \(goal.0)") }
        guard goals.contains(where: { !$0.1 }), options.areGoalsJudged else { return }
        exit(1)
    }
}

/// How long the state of many symbols takes to leave and to come back.
struct SavedState {
    let write: Double
    let read: Double
    let bytes: Int
    let symbols: Int

    init(symbols: Int, rounds: Int) throws {
        var stream = QuoteStream(
            symbols: symbols, atLeast: symbols * 20, tradesIn100: 10, seed: 20_251_117)
        var driven = MarketMachinePass(MarketSettings(minWindows: 2))
        for _ in 0..<80 {
            stream.pass(&driven)
            stream.pause(seconds: 10)
        }
        var states: [(Symbol?, [UInt8])] = []
        var writes: [Double] = []
        var reads: [Double] = []
        for _ in 0..<rounds {
            var bytes = 0
            let start = processorSeconds()
            driven.machine.takeChanges { bytes += $1.count }
            writes.append(processorSeconds() - start)
            stream.pass(&driven)
            var copy = driven.machine
            states.removeAll()
            copy.takeChanges { states.append(($0, $1)) }
            let middle = processorSeconds()
            var restored = MarketMachine(driven.machine.settings)
            for (symbol, state) in states { try restored.restore(symbol, state) }
            reads.append(processorSeconds() - middle)
            precondition(restored.symbolCount == symbols, "every symbol comes back")
        }
        self.symbols = symbols
        bytes = states.reduce(0) { $0 + $1.1.count }
        write = writes.sorted()[rounds / 2]
        read = reads.sorted()[rounds / 2]
    }

    var lines: String {
        "\n  the state of \(symbols) symbols, \(bytes / symbols) bytes each: leaves in "
            + "\(places(write * 1000)) ms, comes back in \(places(read * 1000)) ms"
    }
}

func processorSeconds() -> Double {
    var time = timespec()
    let status = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    precondition(status == 0, "the system has no clock of processes")
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func millions(_ value: Double) -> String { "\(places(value / 1e6)) M" }

func places(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
}
