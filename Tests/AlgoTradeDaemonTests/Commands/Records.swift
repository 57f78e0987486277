import Foundation

/// Records for the verbs.
enum Records {
    static let bar =
        #"{"event_type":"bar_event","symbol":"SPY","timestamp":"2025-11-17T14:30:00Z","#
        + #""open":450.25,"high":452.80,"low":449.50,"close":451.75,"volume":85234567}"#

    /// `low` is a string and `close` negative.
    static let brokenBar =
        #"{"event_type":"bar_event","symbol":"SPY","timestamp":"2025-11-17T14:30:00Z","#
        + #""open":450.25,"high":452.80,"low":"x","close":-3,"volume":1}"#

    static func bar(_ symbol: String, close: Int = 451) -> String {
        bar.replacingOccurrences(of: "SPY", with: symbol)
            .replacingOccurrences(of: "451.75", with: "\(close)")
    }

    /// One JSON document a line.
    static func parse(_ lines: String) throws -> [[String: Any]] {
        try lines.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return value as? [String: Any] ?? [:]
        }
    }
}
