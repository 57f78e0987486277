import Foundation

/// The command line.
struct Options {
    static let usage = """
        usage: bench-contracts [--no-goals] [--alone] [--bars N] [--rounds N] [--seed N]
                               [--python FILE]
          --no-goals  report the ratios, but do not fail when one misses its goal
          --alone     this project's codec only, without contenders
          --python    an interpreter that has pydantic and jsonschema
        """

    var areGoalsJudged = true
    var isAlone = false
    var bars = 1_000_000
    var rounds = 7
    var seed: UInt64 = 20_251_117
    var python = "python3"

    init(_ arguments: ArraySlice<String>) {
        var rest = arguments
        while let argument = rest.popFirst() {
            switch argument {
            case "--no-goals": areGoalsJudged = false
            case "--alone": isAlone = true
            case "--bars": bars = Self.number(&rest, least: 100)
            case "--rounds": rounds = Self.number(&rest, least: 1)
            case "--seed": seed = UInt64(Self.number(&rest, least: 0))
            case "--python":
                guard let file = rest.popFirst() else { Self.refuse() }
                python = file
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
