import Contracts

/// One symbol's OFI: the book before, the window under way and the windows before it.
///
/// A window is known by its number, floor(time / length). Windows without a quote inside a
/// session count as 0 and are brought by the session's next quote; those after a session's last
/// quote are no windows.
struct FlowWindows: Equatable, Sendable {
    /// A window with the sum of its e and their count.
    struct Window: Equatable, Sendable {
        let number: Int64
        let flow: Int128
        let events: Int64
    }

    enum Book: Equatable, Sendable {
        case top(BookTop)
        case depth(Level2)
    }

    /// The book that the next e is taken from; nil at a session's start and after no-quote.
    private var book: Book?
    private var lastQuote: Timestamp?
    /// The newest window that is over.
    private var lastClosed: Int64?
    private(set) var open: Window?
    var history = FlowHistory()

    /// Takes the next quote. The caller has closed an open window that `time` lies past.
    ///
    /// - Parameter empty: receives the numbers of the empty windows between the session's quote
    ///   before and this one.
    /// - Returns: false when the quote's window was closed already, so its e is in none.
    mutating func take(
        _ next: Book, at time: Timestamp, _ settings: MarketSettings, empty: inout Range<Int64>
    ) -> Bool {
        let number = time.window(settings.windowNs)
        continueSession(at: time, number, settings, empty: &empty)
        let flow = book.map { imbalance(from: $0, to: next, settings) }
        book = next
        if let open {
            guard number == open.number else { return flow == nil }
            guard let flow else { return true }
            self.open = Window(
                number: number, flow: open.flow + flow, events: open.events + 1)
            return true
        }
        guard number > lastClosed ?? .min else { return flow == nil }
        open = Window(number: number, flow: flow ?? 0, events: flow == nil ? 0 : 1)
        return true
    }

    /// Ends the window under way.
    mutating func close() -> Window? {
        guard let closed = open else { return nil }
        lastClosed = closed.number
        open = nil
        return closed
    }

    /// The next quote has no e.
    mutating func forgetBook() { book = nil }

    private mutating func continueSession(
        at time: Timestamp, _ number: Int64, _ settings: MarketSettings,
        empty: inout Range<Int64>
    ) {
        defer { lastQuote = max(lastQuote ?? time, time) }
        guard let lastQuote else { return }
        let gap = time.nanoseconds(since: lastQuote)
        // Within a window none are skipped, however long before it the newest closed one lies.
        let skipped = open == nil ? lastClosed.map { number - $0 - 1 } ?? 0 : 0
        if gap > settings.sessionGapNs || skipped > MarketSettings.maxEmptyWindows {
            book = nil
        } else if skipped > 0 {
            empty = (number - skipped)..<number
            lastClosed = number - 1
        }
    }

    private func imbalance(
        from old: Book, to new: Book, _ settings: MarketSettings
    ) -> Int128 {
        switch (old, new) {
        case (.top(let old), .top(let new)): OrderFlow.imbalance(from: old, to: new)
        case (.depth(let old), .depth(let new)):
            OrderFlow.imbalance(from: old, to: new, levels: settings.levels)
        default: preconditionFailure("OFI takes quotes or depth, never both")
        }
    }
}

// MARK: - Saved state

extension FlowWindows: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(book)
        state.write(lastQuote)
        state.write(lastClosed)
        state.write(open)
        state.write(history)
    }

    init(from state: inout StateReader) throws(StateFault) {
        book = try state.read()
        lastQuote = try state.read()
        lastClosed = try state.read()
        open = try state.read()
        history = try state.read()
        try state.require(
            lastClosed.map { Window.numbers ~= $0 } ?? true, "no such window is over")
    }

    /// Refuses a state that these settings do not lead to.
    func check(_ settings: MarketSettings, _ state: StateReader) throws(StateFault) {
        try state.require(
            history.count <= settings.zWindows,
            "\(history.count) windows where \(settings.zWindows) are kept")
        switch book {
        case nil: break
        case .top: try state.require(settings.levels == 1, "a quote where depth makes OFI")
        case .depth: try state.require(settings.levels > 1, "depth where quotes make OFI")
        }
    }
}

extension FlowWindows.Window: StateCoded {
    /// Those that times can lie in: no window is shorter than a millisecond.
    static let numbers = -9_300_000_000_000...9_300_000_000_000 as ClosedRange<Int64>

    func write(to state: inout StateWriter) {
        state.write(number)
        state.write(flow)
        state.write(events)
    }

    init(from state: inout StateReader) throws(StateFault) {
        number = try state.read()
        flow = try state.read()
        events = try state.read()
        try state.require(
            Self.numbers ~= number && flow.magnitude <= FlowHistory.flowMax.magnitude
                && 0...(1 << 62) ~= events, "no such window")
    }
}

extension FlowWindows.Book: StateCoded {
    func write(to state: inout StateWriter) {
        switch self {
        case .top(let top):
            state.write(byte: 0)
            state.write(top)
        case .depth(let depth):
            state.write(byte: 1)
            state.write(depth)
        }
    }

    init(from state: inout StateReader) throws(StateFault) {
        switch try state.readByte() {
        case 0: self = .top(try state.read())
        case 1: self = .depth(try state.read())
        case let other: throw state.malformed("\(other) is no kind of book")
        }
    }
}

extension Timestamp {
    /// The number of the window that this time lies in: floor(time / length).
    func window(_ lengthNs: Int64) -> Int64 {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: lengthNs)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The end of a window, held at the ends of Int64.
    static func windowEnd(_ number: Int64, _ lengthNs: Int64) -> Timestamp {
        let (end, overflow) = (number + 1).multipliedReportingOverflow(by: lengthNs)
        guard overflow else { return Timestamp(nanoseconds: end) }
        return Timestamp(nanoseconds: number < 0 ? .min : .max)
    }
}
