import Glibc

/// The command line.
struct Options {
    static let usage = """
        usage: bench-market [--no-goals] [--records N] [--rounds N]
          --no-goals  report the figures, but do not fail when one misses its goal
        """

    var areGoalsJudged = true
    var records = 400_000
    /// With 10 000 symbols so many that each symbol's window ends twice.
    var rounds = 26

    init(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let argument = rest.popFirst() {
            switch argument {
            case "--no-goals": areGoalsJudged = false
            case "--records": records = Self.number(&rest)
            case "--rounds": rounds = Self.number(&rest)
            default: Self.refuse()
            }
        }
    }

    private static func number(_ rest: inout ArraySlice<String>) -> Int {
        guard let text = rest.popFirst(), let number = Int(text), number > 0 else { refuse() }
        return number
    }

    private static func refuse() -> Never {
        let text = Array("\(usage)\n".utf8)
        _ = unsafe write(STDERR_FILENO, text, text.count)
        exit(64)
    }
}
