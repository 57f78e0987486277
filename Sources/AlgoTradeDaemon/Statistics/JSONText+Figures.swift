import KafkaBus

/// Figures as `statistics.json` has them.
extension JSONText {
    /// An object of counts, by name.
    mutating func member(_ name: String, _ counts: [String: Int]) {
        self.name(name)
        object { members in
            for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
                members.member(name, count)
            }
        }
    }

    mutating func member(_ name: String, optional number: Int64?) {
        self.name(name)
        if let number { value(number) } else { null() }
    }

    /// Percentiles as upper bounds in milliseconds; null above the last bound, and of nothing.
    mutating func member(_ name: String, _ histogram: LatencyHistogram) {
        self.name(name)
        object { times in
            for (name, share) in StatisticsReport.Plane.quantiles {
                times.member(name, milliseconds: histogram.quantile(share))
            }
        }
    }

    /// Percentiles of what a client measured; null when that was nothing.
    mutating func member(_ name: String, _ window: FigureWindow) {
        self.name(name)
        object {
            $0.member("p50", optional: window.count > 0 ? Int64(window.p50) : nil)
            $0.member("p99", optional: window.count > 0 ? Int64(window.p99) : nil)
        }
    }

    /// The same of times, in milliseconds.
    mutating func member(_ name: String, microseconds window: FigureWindow) {
        self.name(name)
        object {
            $0.member("p50", milliseconds: window.count > 0 ? Int64(window.p50) : nil)
            $0.member("p99", milliseconds: window.count > 0 ? Int64(window.p99) : nil)
        }
    }

    private mutating func member(_ name: String, milliseconds microseconds: Int64?) {
        self.name(name)
        if let microseconds { value(Double(microseconds) / 1000) } else { null() }
    }
}
