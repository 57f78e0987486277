import Glibc

/// Time and processor from its making on.
struct MeasuredSpan {
    private let wall = Self.seconds(CLOCK_MONOTONIC)
    private let processor = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)

    /// Tells what was used, as every contender does.
    func tell(records: Int) {
        let wall = Self.seconds(CLOCK_MONOTONIC) - wall
        let processor = Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - processor
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        print("records \(records) wall \(wall) cpu \(processor) rss \(usage.ru_maxrss)")
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
