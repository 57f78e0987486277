import Foundation

/// What the bus is to reach, and whether it does.
struct Goals {
    private var lines: [(text: String, isMet: Bool)] = []

    /// `ours` must be at least `least` times as fast as `other` by the clock; what the processor
    /// says stands beside it.
    mutating func judge(_ what: String, _ ours: Measure, _ other: Measure, least: Double) {
        let ratio = ours.rate / other.rate
        let text = String(
            format: "%@: %.2f× %@ (goal %g×; processor %.2f×)", what, ratio, other.name, least,
            other.processor / ours.processor)
        lines.append((text, ratio >= least))
    }

    mutating func judge(_ text: String, _ isMet: Bool) {
        lines.append((text, isMet))
    }

    /// Prints every goal; whether all are met.
    func report() -> Bool {
        print("\nGoals")
        for line in lines { print("  \(line.isMet ? "met   " : "MISSED") \(line.text)") }
        let missed = lines.filter { !$0.isMet }.count
        print(missed == 0 ? "All goals are met." : "\(missed) of \(lines.count) goals are missed.")
        return missed == 0
    }
}
