import Foundation

/// What a contender reached: medians of its passes.
struct Measure {
    var name: String
    private(set) var rates: [Double] = []
    private(set) var processorMicroseconds: [Double] = []
    private(set) var peakMegabytes = 0.0

    init(_ name: String) {
        self.name = name
    }

    mutating func add(_ report: Contender.Report) throws {
        let records = try report.value("records")
        rates.append(records / (try report.value("wall")))
        processorMicroseconds.append(try report.value("cpu") / records * 1e6)
        peakMegabytes = max(peakMegabytes, try report.value("rss") / 1024)
    }

    /// Records per second of the clock.
    var rate: Double { rates.median }
    /// Microseconds of the processor that one record takes this process.
    var processor: Double { processorMicroseconds.median }
}

extension [Double] {
    var median: Double {
        let sorted = self.sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}

extension Measure {
    /// A line for each contender; the first one is told as a part of each other.
    static func show(_ title: String, _ measures: [Measure]) {
        print("\n\(title)")
        print(row(["", "records/s", "slowest…fastest", "CPU µs/record", "peak MB", "ours is"]))
        for measure in measures {
            let ratio = (measures.first?.rate ?? 0) / measure.rate
            print(
                row([
                    measure.name, text(measure.rate),
                    "\(text(measure.rates.min() ?? 0))…\(text(measure.rates.max() ?? 0))",
                    String(format: "%.2f", measure.processor),
                    String(format: "%.0f", measure.peakMegabytes),
                    String(format: "%.2f×", ratio),
                ]))
        }
    }

    static func text(_ rate: Double) -> String {
        switch rate {
        case 1e6...: String(format: "%.2f M", rate / 1e6)
        case 1e3...: String(format: "%.1f k", rate / 1e3)
        default: String(format: "%.0f", rate)
        }
    }

    private static let widths = [26, 12, 20, 16, 10, 10]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).enumerated().map { index, cell in
            let blanks = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return index == 0 ? "  " + cell.0 + blanks : blanks + cell.0
        }.joined()
    }
}
