import Contracts

extension MarketMachine {
    /// What any tick that was not refused does to time: the partition's due windows and bars
    /// close, and the symbol's own window when it has ended.
    mutating func accept(
        _ raw: MarketRaw, _ slot: Int, into effects: inout [MarketEffect]
    ) {
        let time = raw.time
        states[slot].tickTime = max(states[slot].tickTime ?? time, time)
        noteFreshness(of: raw, at: time, slot)
        showTime(time, into: &effects)
        if let open = states[slot].flow.open, end(of: open.number) <= time {
            close(slot, into: &effects)
        }
    }

    /// Closes each window and each bar of the partition that ended `close_after` before `time`,
    /// ordered by (end, symbol), of one symbol the window first, then bars by duration.
    ///
    /// Only the record's own time counts, not the newest of the partition: one record with a time
    /// far ahead closes what is under way too early, and nothing after it.
    mutating func showTime(_ time: Timestamp, into effects: inout [MarketEffect]) {
        newest = max(newest ?? time, time)
        while let first = deadlines.first,
            first.end.advanced(byNanoseconds: settings.closeAfterNs) <= time
        {
            let due = deadlines.removeFirst()
            states[due.slot].deadlines &= ~due.kind.bit
            guard let end = end(of: due.kind, due.slot) else { continue }
            if end > due.end {
                setDeadline(due.slot, due.kind, end)
            } else if let bar = due.kind.bar {
                closeBar(bar, due.slot, into: &effects)
            } else {
                close(due.slot, into: &effects)
                mark(due.slot)
            }
        }
    }

    /// Gives a quote to the symbol's OFI.
    mutating func feed(
        _ book: FlowWindows.Book, at time: Timestamp, _ slot: Int,
        into effects: inout [MarketEffect]
    ) {
        var empty: Range<Int64> = 0..<0
        if !states[slot].flow.take(book, at: time, settings, empty: &empty) {
            counters.lateQuotes += 1
        }
        for number in empty {
            finish(FlowWindows.Window(number: number, flow: 0, events: 0), slot, into: &effects)
        }
        let kind = MarketDeadlines.window
        if states[slot].deadlines & kind.bit == 0, let end = end(of: kind, slot) {
            setDeadline(slot, kind, end)
        }
    }

    /// Makes the deadlines from the windows and bars under way.
    mutating func findDeadlines() {
        deadlines.removeAll()
        for slot in states.indices {
            states[slot].deadlines = 0
            let bars = states[slot].builders.indices.map(MarketDeadlines.bar)
            for kind in [MarketDeadlines.window] + bars {
                if let end = end(of: kind, slot) { setDeadline(slot, kind, end) }
            }
        }
        lacksDeadlines = false
    }

    mutating func setDeadline(_ slot: Int, _ kind: MarketDeadlines.Kind, _ end: Timestamp) {
        deadlines.insert(.init(end: end, symbol: states[slot].symbol, kind: kind, slot: slot))
        states[slot].deadlines |= kind.bit
    }

    private func end(of window: Int64) -> Timestamp { .windowEnd(window, settings.windowNs) }

    /// When the window or bar under way ends; nil when there is none.
    private func end(of kind: MarketDeadlines.Kind, _ slot: Int) -> Timestamp? {
        guard let bar = kind.bar else { return states[slot].flow.open.map { end(of: $0.number) } }
        let builder = states[slot].builders[bar]
        return builder.isUnderWay ? builder.end : nil
    }

    private mutating func close(_ slot: Int, into effects: inout [MarketEffect]) {
        guard let window = states[slot].flow.close() else { return }
        finish(window, slot, into: &effects)
    }

    /// Scores a window that is over against those before it, and remembers it.
    private mutating func finish(
        _ window: FlowWindows.Window, _ slot: Int, into effects: inout [MarketEffect]
    ) {
        counters.windows += 1
        states[slot].tallies.windows += 1
        let score = states[slot].flow.history.score(
            window.flow, minWindows: settings.minWindows)
        states[slot].flow.history.append(window.flow, capacity: settings.zWindows)
        switch score {
        case .tooFew: return
        case .flat: drop(.zeroStd, slot, into: &effects)
        case .scored(let z, let mean, let std):
            counters.ofiEvents += 1
            states[slot].tallies.ofiEvents += 1
            effects.append(
                .ofi(
                    OfiEvent(
                        symbol: states[slot].symbol, timestamp: end(of: window.number),
                        ofiZ: z,
                        ofiRaw: Double(nearest: window.flow, over: Decimal9.scale),
                        ofiMa: mean, ofiStd: std, windowMs: settings.windowNs / 1_000_000,
                        eventCount: window.events)))
        }
    }
}
