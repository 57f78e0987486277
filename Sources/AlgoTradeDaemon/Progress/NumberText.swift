/// Numbers as people read them.
enum NumberText {
    /// `12,345`
    static func whole(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-\(text)" : text
    }

    /// `+1,234.50`: two places, sign always.
    static func money(_ amount: Double) -> String {
        let cents = Int((amount * 100).rounded())
        let size = cents.magnitude
        let fraction = size % 100 < 10 ? "0\(size % 100)" : "\(size % 100)"
        return "\(cents < 0 ? "-" : "+")\(whole(Int(size / 100))).\(fraction)"
    }

    /// `850 ms`, `12.3 s`, `4 min`, `3 h`.
    static func span(_ duration: Duration) -> String {
        let milliseconds = max(0, duration.wholeMilliseconds)
        switch milliseconds {
        case ..<1000: return "\(milliseconds) ms"
        case ..<120_000: return "\(milliseconds / 1000).\(milliseconds / 100 % 10) s"
        case ..<7_200_000: return "\(milliseconds / 60_000) min"
        default: return "\(milliseconds / 3_600_000) h"
        }
    }

    /// Microseconds as milliseconds: `0.5`, `20`.
    static func milliseconds(_ microseconds: Int64) -> String {
        microseconds % 1000 == 0
            ? "\(microseconds / 1000)" : "\(Double(microseconds) / 1000)"
    }

    /// Seconds as `0:42` or `1:02:03`.
    static func clock(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = seconds / 60
        let rest = two(seconds % 60)
        return minutes < 60
            ? "\(minutes):\(rest)" : "\(minutes / 60):\(two(minutes % 60)):\(rest)"
    }

    /// Padded on the left, or on the right.
    static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
    static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
