import Foundation

/// A regular expression that is looked for line by line; `^` and `$` are a line's ends.
struct Pattern {
    struct Match {
        /// From 1.
        var line: Int
        /// The whole match, then the groups (empty when they did not take part).
        var groups: [String]
    }

    private let expression: NSRegularExpression

    init(_ text: String) throws {
        expression = try NSRegularExpression(pattern: text, options: .anchorsMatchLines)
    }

    func matches(in text: String) -> [Match] {
        let units = text as NSString
        var line = 1
        var end = 0
        return expression.matches(in: text, range: NSRange(location: 0, length: units.length)).map {
            let start = $0.range.location
            for position in end..<start where units.character(at: position) == 10 { line += 1 }
            end = start
            let groups = (0..<$0.numberOfRanges).map { [result = $0] index in
                let range = result.range(at: index)
                return range.location == NSNotFound ? "" : units.substring(with: range)
            }
            return Match(line: line, groups: groups)
        }
    }
}
