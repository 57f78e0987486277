import Foundation

/// What the codec is to reach, and whether it does.
struct Goals {
    private var lines: [(text: String, isMet: Bool)] = []
    /// Told, but never failed for.
    private var guides: [(text: String, isMet: Bool)] = []

    /// `ours` must be at least `least` times as fast as `other`.
    mutating func judge(_ what: String, _ ours: Result, _ other: Result, least: Double) {
        let ratio = ours.recordsPerSecond / other.recordsPerSecond
        let text = String(format: "%.2f× (goal %g×)", ratio, least)
        lines.append(("\(what): \(text)", ratio >= least))
    }

    /// `ours` should reach `least` records per second: a guide, since it is the machine's too.
    mutating func guide(_ what: String, _ ours: Result, least: Double) {
        let text = "\(Table.rate(ours.recordsPerSecond))/s (guide \(Table.rate(least))/s)"
        guides.append(("\(what): \(text)", ours.recordsPerSecond >= least))
    }

    /// Something that holds or does not.
    mutating func judge(_ what: String, _ isMet: Bool) {
        lines.append((what, isMet))
    }

    /// Prints every goal; whether all are met.
    func report() -> Bool {
        print("\nGoals")
        for line in lines { print("  \(line.isMet ? "met   " : "MISSED") \(line.text)") }
        for guide in guides { print("  \(guide.isMet ? "above " : "below ") \(guide.text)") }
        let missed = lines.filter { !$0.isMet }.count
        print(missed == 0 ? "All goals are met." : "\(missed) of \(lines.count) goals are missed.")
        return missed == 0
    }
}
