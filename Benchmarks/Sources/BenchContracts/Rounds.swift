import Glibc

/// Something that is timed, one pass over its records at a time.
struct Contender {
    var name: String
    var records: Int
    var bytes: Int
    /// The processor's seconds of one pass.
    var pass: () throws -> Double

    /// The processor's seconds that `work` takes: what else runs on the core does not count.
    static func time(_ work: () throws -> Void) rethrows -> Double {
        let start = processorSeconds
        try work()
        return processorSeconds - start
    }

    private static var processorSeconds: Double {
        var time = timespec()
        let status = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        precondition(status == 0, "the system has no clock of processes")
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// What a contender reached.
struct Result {
    var name: String
    /// Median of the rounds.
    var recordsPerSecond: Double
    var megabytesPerSecond: Double
    /// Slowest and fastest round.
    var spread: ClosedRange<Double>
}

enum Rounds {
    /// The contenders in turn, round by round, so that what disturbs the machine disturbs all;
    /// the first round only warms up.
    static func run(_ contenders: [Contender], rounds: Int) throws -> [Result] {
        var rates = contenders.map { _ in [Double]() }
        for round in 0...rounds {
            for (index, contender) in contenders.enumerated() {
                let seconds = try contender.pass()
                if round > 0 { rates[index].append(Double(contender.records) / seconds) }
            }
        }
        return zip(contenders, rates).map { contender, rates in
            let sorted = rates.sorted()
            let median = (sorted[(rounds - 1) / 2] + sorted[rounds / 2]) / 2
            let size = Double(contender.bytes) / Double(contender.records)
            return Result(
                name: contender.name, recordsPerSecond: median,
                megabytesPerSecond: median * size / 1e6, spread: sorted[0]...sorted[rounds - 1])
        }
    }
}
