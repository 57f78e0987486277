/// Order-flow imbalance in the plainest form, all at once: what the machine is compared with.
struct FlowReference {
    struct Row {
        let time: Int64
        let bid: Int
        let bidSize: Int
        let ask: Int
        let askSize: Int
    }

    struct Event {
        let end: Int64
        let flow: Int
        let count: Int
        let mean: Double
        let std: Double
    }

    /// Windows from each session's first row to its last.
    var windows: [(end: Int64, flow: Int, count: Int)] = []
    let zWindows: Int
    let minWindows: Int

    init(_ rows: [Row], windowNs: Int64, sessionGapNs: Int64, zWindows: Int, minWindows: Int) {
        self.zWindows = zWindows
        self.minWindows = minWindows
        var start = 0
        for i in rows.indices.dropFirst() where rows[i].time - rows[i - 1].time > sessionGapNs {
            add(Array(rows[start..<i]), windowNs)
            start = i
        }
        add(Array(rows[start...]), windowNs)
    }

    /// One event for each window that has enough windows before it, not all alike.
    var events: [Event] {
        windows.indices.compactMap { k in
            let before = windows[max(0, k - zWindows)..<k].map { Double($0.flow) }
            guard before.count >= minWindows, Set(before).count > 1 else { return nil }
            let mean = before.reduce(0, +) / Double(before.count)
            let squares = before.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
            return Event(
                end: windows[k].end, flow: windows[k].flow, count: windows[k].count, mean: mean,
                std: (squares / Double(before.count)).squareRoot())
        }
    }

    private mutating func add(_ session: [Row], _ windowNs: Int64) {
        let first = session[0].time / windowNs
        let last = session[session.count - 1].time / windowNs
        for number in first...last {
            var flow = 0
            var count = 0
            for i in session.indices.dropFirst() where session[i].time / windowNs == number {
                flow += Self.imbalance(session[i - 1], session[i])
                count += 1
            }
            windows.append(((number + 1) * windowNs, flow, count))
        }
    }

    static func imbalance(_ old: Row, _ new: Row) -> Int {
        var e = 0
        if new.bid > old.bid {
            e += new.bidSize
        } else if new.bid == old.bid {
            e += new.bidSize - old.bidSize
        } else {
            e -= old.bidSize
        }
        if new.ask < old.ask {
            e -= new.askSize
        } else if new.ask == old.ask {
            e -= new.askSize - old.askSize
        } else {
            e += old.askSize
        }
        return e
    }
}
