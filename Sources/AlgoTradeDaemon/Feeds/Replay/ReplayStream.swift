import Contracts

/// All records of a replay in their order, with the times that they are sent with.
final class ReplayStream {
    /// Bounds of a part.
    private static let partRecords = 8192
    private static let partBytes = 1 << 20

    private let plan: ReplayPlan
    private let form: ReplayPart.Form
    private let isStopping: @Sendable () -> Bool
    private var complain: @Sendable (String) -> Void
    private let now: @Sendable () -> Timestamp

    private var sources: [ReplaySource] = []
    private var merge = ReplayMerge()
    private var reading = ReplayReading()
    /// Read by the loops before.
    private var bytesBefore = 0
    private var invalidBefore = 0
    private var loop = 1
    /// Records of the plan so far, skipped ones too.
    private var count = 0
    /// What is added to each time; known with the first record.
    private var shift: Int64?
    /// Of this loop, before the shift.
    private var loopFirst: Timestamp?
    private var loopLast: Timestamp?
    /// The present record is dealt with.
    private var isDone = false
    private var advances = 0

    /// Opens all files.
    ///
    /// - Parameters:
    ///   - isStopping: true ends the replay behind the record in hand.
    ///   - complain: tells of lines that are passed over.
    ///   - now: the time that `shift: now` means.
    /// - Throws: ``CommandFault``
    init(
        _ plan: ReplayPlan, form: ReplayPart.Form,
        isStopping: @escaping @Sendable () -> Bool = { false },
        complain: @escaping @Sendable (String) -> Void = { _ in },
        now: @escaping @Sendable () -> Timestamp
    ) throws(CommandFault) {
        self.plan = plan
        self.form = form
        self.isStopping = isStopping
        self.complain = complain
        self.now = now
        try open()
    }

    /// The next records; nil when there are none any more.
    ///
    /// - Throws: ``CommandFault``
    func next() throws(CommandFault) -> ReplayPart? {
        if isStopping() { return nil }
        var part = ReplayPart()
        var firstDue: Int64 = 0
        if form == .batch {
            part.batch.reserve(records: Self.partRecords, bytes: Self.partBytes + 4096)
        }
        while part.records < Self.partRecords, part.bytes < Self.partBytes, count < plan.limit {
            if isDone {
                // What a pipe has brought goes on before it is waited for.
                if part.records > 0, let next = merge.next, sources[next].records.mayWait() {
                    break
                }
                try advance()
            }
            guard let next = merge.next else {
                if try startOver() { continue }
                break
            }
            let source = sources[next]
            let time = source.records.time
            guard isWanted(time) else {
                isDone = true
                continue
            }
            let sent = time.advanced(byNanoseconds: shift(for: time))
            if count >= plan.skip {
                if case .times(let speed) = plan.speed {
                    let due = due(sent, speed)
                    if part.records == 0 { firstDue = due }
                    if due - firstDue > plan.tick { break }
                    part.due = .nanoseconds(due)
                }
                add(source, sent, to: &part)
                reading.first = reading.first ?? sent
            } else {
                reading.skipped += 1
            }
            count += 1
            loopFirst = loopFirst ?? time
            loopLast = max(loopLast ?? time, time)
            reading.last = max(reading.last ?? sent, sent)
            isDone = true
        }
        note()
        part.reading = reading
        return part.records > 0 ? part : nil
    }

    /// How far it is.
    var progress: ReplayReading { reading }

    @inline(__always)
    private func add(_ source: ReplaySource, _ time: Timestamp, to part: inout ReplayPart) {
        switch form {
        case .batch:
            part.batch.append(topic: Topic.marketRaw.rawValue, key: source.records.symbol) {
                bytes in
                source.records.write(time, to: &bytes)
            }
        case .lines:
            source.records.write(time, to: &part.lines)
            part.lines.append(UInt8(ascii: "\n"))
        }
        part.records &+= 1
    }

    private func isWanted(_ time: Timestamp) -> Bool {
        if let from = plan.from, time < from { return false }
        if let until = plan.until, time >= until { return false }
        return true
    }

    private func shift(for first: Timestamp) -> Int64 {
        if let shift { return shift }
        let shift =
            switch plan.shift {
            case .none: Int64(0)
            case .now: now().nanoseconds(since: first)
            case .first(let time): time.nanoseconds(since: first)
            case .by(let nanoseconds): nanoseconds
            }
        self.shift = shift
        reading.shift = shift
        return shift
    }

    /// Nanoseconds from the first record that was sent; a time that steps back is due at once.
    private func due(_ time: Timestamp, _ speed: Double) -> Int64 {
        let latest = max(reading.last ?? time, time)
        let since = latest.nanoseconds(since: reading.first ?? time)
        return Int64(min(Double(since) / speed, 9e18))
    }

    private func advance() throws(CommandFault) {
        isDone = false
        guard let next = merge.next else { return }
        advances &+= 1
        if advances & 0x3FF == 0, isStopping() {
            merge = ReplayMerge()
            loop = plan.loops
            return
        }
        let source = sources[next]
        merge.replaceNext(try source.records.advance() ? source.records.time : nil)
    }

    private func open() throws(CommandFault) {
        sources = []
        merge = ReplayMerge()
        // What is told once need not be told again by each loop.
        if loop > 1 { complain = { _ in } }
        for file in plan.files {
            var records = try RecordedRecords(
                file, skipsInvalid: plan.skipsInvalid, isStopping: isStopping,
                complain: complain)
            if try records.advance() { merge.add(sources.count, records.time) }
            sources.append(ReplaySource(records))
        }
    }

    /// Begins the next loop, its times behind those of the last; false when there is none.
    private func startOver() throws(CommandFault) -> Bool {
        guard loop < plan.loops, let first = loopFirst, let last = loopLast else { return false }
        note()
        bytesBefore = reading.bytesRead
        invalidBefore = reading.invalid
        loop += 1
        let length = last.nanoseconds(since: first)
        let (sum, overflow) = (shift ?? 0).addingReportingOverflow(length)
        shift = overflow ? .max : sum.addingReportingOverflow(ReplayPlan.loopGap).partialValue
        loopFirst = nil
        loopLast = nil
        isDone = false
        try open()
        return true
    }

    private func note() {
        reading.bytesRead = bytesBefore + sources.reduce(0) { $0 + $1.records.bytesRead }
        reading.invalid = invalidBefore + sources.reduce(0) { $0 + $1.records.invalid }
        let sizes = sources.compactMap { $0.records.size }
        reading.bytesAll =
            sizes.count == sources.count ? sizes.reduce(0, +) * plan.loops : nil
    }
}
