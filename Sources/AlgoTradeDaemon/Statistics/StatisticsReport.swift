import Contracts
import KafkaBus

/// The planes' figures at one moment, and what has changed since the report before.
struct StatisticsReport: Sendable {
    struct Plane: Sendable {
        var name: PlaneName
        var figures: PlaneStatus.Figures
        /// Records worked through in the interval, each second.
        var rate: Double
        /// Of these records, from their Kafka time until what came of them was committed.
        var latency: LatencyHistogram
        /// Of each commit of the interval.
        var commits: LatencyHistogram
    }

    /// `kafka.group_id`
    let group: String
    let time: Timestamp
    /// Whether the daemon goes on after it.
    let isRunning: Bool
    let interval: Duration
    let planes: [Plane]

    /// - Parameter last: the report before; nil: everything counts.
    init(
        _ board: StatusBoard, group: String, at time: Timestamp, after interval: Duration,
        last: Self?, isRunning: Bool = true
    ) {
        self.group = group
        self.time = time
        self.isRunning = isRunning
        self.interval = interval
        let seconds = max(interval / .seconds(1), 0.001)
        planes = board.planes.compactMap { name in
            guard let figures = board[name]?.figures else { return nil }
            let before = last?.planes.first { $0.name == name }?.figures
            let count = figures.consumedAll - (before?.consumedAll ?? 0)
            let none = LatencyHistogram()
            return Plane(
                name: name, figures: figures, rate: Double(count) / seconds,
                latency: figures.latency.since(before?.latency ?? none),
                commits: figures.bus.commitLatency.since(before?.bus.commitLatency ?? none))
        }
    }
}

extension StatisticsReport.Plane {
    /// Shares of the records, and their names in a report.
    static let quantiles = [("p50", 0.5), ("p99", 0.99), ("p99_9", 0.999)]

    /// `1,204 records/s, raw to event p50 ≤ 2 ms, p99 ≤ 10 ms, p99.9 ≤ 20 ms; 12 dead letters`;
    /// nil when nothing was done.
    var line: String? {
        guard rate > 0 else { return nil }
        let times = Self.quantiles.map { name, share in
            let bound = latency.quantile(share).map { "≤ \(NumberText.milliseconds($0)) ms" }
            let most = "> \(NumberText.milliseconds(LatencyHistogram.bounds.last ?? 0)) ms"
            return "\(name.replacing("_", with: ".")) \(bound ?? most)"
        }
        let way = name == .data ? "raw to event" : "input to output"
        var text = "\(NumberText.whole(Int(rate.rounded(.up)))) records/s, \(way) "
        text += times.joined(separator: ", ")
        text += "; \(NumberText.whole(figures.consumedAll)) records"
        text += ", \(NumberText.whole(figures.deadLetters.values.reduce(0, +))) dead letters"
        if let market = figures.market {
            text += ", \(NumberText.whole(figures.drops.values.reduce(0, +))) dropped"
            text += ", \(NumberText.whole(market.symbols)) symbols"
        }
        return text
    }

}

extension PlaneStatus.Figures {
    /// Records worked through, of all topics.
    var consumedAll: Int { consumed.values.reduce(0, +) }
}
