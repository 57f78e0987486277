import Foundation

/// Results as people read them.
enum Table {
    /// A line for each result; the first one's rate is also told as a multiple of each.
    static func show(_ title: String, _ results: [Result]) {
        print("\n\(title)")
        print(row(["", "records/s", "MB/s", "slowest…fastest", "ours is"]))
        for result in results {
            let spread = result.spread
            let ratio = (results.first?.recordsPerSecond ?? 0) / result.recordsPerSecond
            print(
                row([
                    result.name, rate(result.recordsPerSecond),
                    String(format: "%.1f", result.megabytesPerSecond),
                    "\(rate(spread.lowerBound))…\(rate(spread.upperBound))",
                    String(format: ratio < 10 ? "%.2f×" : "%.1f×", ratio),
                ]))
        }
    }

    /// Rates alone, for results that are no contest.
    static func list(_ title: String, _ results: [(decode: Result, encode: Result)]) {
        print("\n\(title)")
        print(row(["", "decode/s", "MB/s", "encode/s", "MB/s"]))
        for (decode, encode) in results {
            print(
                row([
                    decode.name, rate(decode.recordsPerSecond),
                    String(format: "%.0f", decode.megabytesPerSecond),
                    rate(encode.recordsPerSecond),
                    String(format: "%.0f", encode.megabytesPerSecond),
                ]))
        }
    }

    static func rate(_ value: Double) -> String {
        switch value {
        case 1e6...: String(format: "%.2f M", value / 1e6)
        case 1e3...: String(format: "%.1f k", value / 1e3)
        default: String(format: "%.0f", value)
        }
    }

    private static let widths = [38, 12, 10, 20, 10]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).enumerated().map { index, cell in
            let blanks = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return index == 0 ? "  " + cell.0 + blanks : blanks + cell.0
        }.joined()
    }
}
