/// How long writing to the log may hold a caller up: at most `perSecond` in a second, in all.
/// A burst that the reader takes up in a moment is not lost; a reader that hangs costs a
/// trading actor next to nothing.
struct WaitBudget: Sendable {
    /// Nanoseconds.
    static let perSecond: Int64 = 10_000_000

    private var start = Int64.min
    private var spent: Int64 = 0

    /// Milliseconds that may be waited now, 0 when the budget is used up.
    mutating func remainingMs(at now: Int64) -> Int32 {
        if start == .min || now - start >= 1_000_000_000 {
            start = now
            spent = 0
        }
        return Int32(max(0, Self.perSecond - spent) / 1_000_000)
    }

    mutating func spend(_ nanoseconds: Int64) {
        spent += nanoseconds
    }
}
