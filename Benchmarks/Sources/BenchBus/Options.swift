import Foundation

/// The command line.
struct Options {
    static let usage = """
        usage: bench-bus [--no-goals] [--records N] [--rounds N] [--latencies N] [--soak N]
                         [--soak-rate N] [--only ROW]… [--python FILE]
                         [--daemon FILE]
          --no-goals   report the ratios, but do not fail when one misses its goal
          --records    records of one pass; the Python loop takes a tenth
          --latencies  records of one latency pass
          --soak       records of the memory row, in thousands
          --soak-rate  how many a second
          --only       produce, consume, copy, headers, plane, latency, validate or memory
          --python     an interpreter that has aiokafka and pydantic
          --daemon     the daemon; without it there is no row of its data plane
        """

    var areGoalsJudged = true
    var records = 400_000
    var rounds = 5
    var latencies = 300
    var soakThousands = 6000
    var soakRate = 100_000
    var rows: Set<Row> = []
    var python = "python3"
    var daemon: String?

    func has(_ row: Row) -> Bool { rows.isEmpty || rows.contains(row) }

    init(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let argument = rest.popFirst() {
            switch argument {
            case "--no-goals": areGoalsJudged = false
            case "--records": records = Self.number(&rest, least: 10_000)
            case "--rounds": rounds = Self.number(&rest, least: 1)
            case "--latencies": latencies = Self.number(&rest, least: 10)
            case "--soak": soakThousands = Self.number(&rest, least: 100)
            case "--soak-rate": soakRate = Self.number(&rest, least: 1000)
            case "--only":
                guard let row = rest.popFirst().flatMap(Row.init) else { Self.refuse() }
                rows.insert(row)
            case "--python":
                guard let file = rest.popFirst() else { Self.refuse() }
                python = file
            case "--daemon":
                guard let file = rest.popFirst() else { Self.refuse() }
                daemon = file
            default: Self.refuse()
            }
        }
    }

    private static func number(_ rest: inout ArraySlice<String>, least: Int) -> Int {
        guard let text = rest.popFirst(), let number = Int(text), number >= least else { refuse() }
        return number
    }

    private static func refuse() -> Never {
        FileHandle.standardError.write(Data("\(usage)\n".utf8))
        exit(64)
    }
}

/// What is measured.
enum Row: String {
    case produce, consume, copy, headers, plane, latency, validate, memory
}
