/// The hours of one trading day in minutes after its midnight by the exchange's clock; an
/// opening on the day before is negative.
struct DayHours: Equatable, Sendable {
    var open: Int
    var close: Int
    /// A halt in between.
    var halt: Range<Int>?

    init(_ open: Int, _ close: Int, halt: Range<Int>? = nil) {
        self.open = open
        self.close = close
        self.halt = halt
    }

    /// The halt falls away when the close lies before it.
    func closing(at close: Int) -> DayHours {
        DayHours(open, close, halt: halt.flatMap { $0.upperBound < close ? $0 : nil })
    }

    /// Minutes after midnight.
    static func at(_ hour: Int, _ minute: Int) -> Int { hour * 60 + minute }
}
