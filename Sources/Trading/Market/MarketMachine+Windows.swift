import Contracts

extension MarketMachine {
    /// What any tick that was not refused does to time: the partition's due windows close, and
    /// the symbol's own when it has ended.
    mutating func accept(
        _ time: Timestamp, _ slot: Int, into effects: inout [MarketEffect]
    ) {
        states[slot].tickTime = max(states[slot].tickTime ?? time, time)
        showTime(time, into: &effects)
        if let open = states[slot].flow.open, end(of: open.number) <= time {
            close(slot, into: &effects)
        }
    }

    /// Closes each window of the partition that ended `close_after` before `time`, ordered by
    /// (end, symbol).
    ///
    /// Only the record's own time counts, not the newest of the partition: one record with a time
    /// far ahead closes the windows under way too early, and none after them.
    mutating func showTime(_ time: Timestamp, into effects: inout [MarketEffect]) {
        newest = max(newest ?? time, time)
        while let first = deadlines.first,
            first.end.advanced(byNanoseconds: settings.closeAfterNs) <= time
        {
            let due = deadlines.removeFirst()
            states[due.slot].hasDeadline = false
            guard let open = states[due.slot].flow.open else { continue }
            if end(of: open.number) == due.end {
                close(due.slot, into: &effects)
                mark(due.slot)
            } else {
                setDeadline(due.slot, open.number)
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
        if !states[slot].hasDeadline, let open = states[slot].flow.open {
            setDeadline(slot, open.number)
        }
    }

    func end(of window: Int64) -> Timestamp {
        .windowEnd(window, settings.windowNs)
    }

    mutating func setDeadline(_ slot: Int, _ window: Int64) {
        let entry = WindowDeadlines.Entry(
            end: end(of: window), symbol: states[slot].symbol, slot: slot)
        deadlines.insert(entry)
        states[slot].hasDeadline = true
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
        let score = states[slot].flow.history.score(
            window.flow, minWindows: settings.minWindows)
        states[slot].flow.history.append(window.flow, capacity: settings.zWindows)
        switch score {
        case .tooFew: return
        case .flat: drop(.zeroStd, into: &effects)
        case .scored(let z, let mean, let std):
            counters.ofiEvents += 1
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
