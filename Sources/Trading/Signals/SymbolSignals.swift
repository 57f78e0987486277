import Contracts

/// One symbol's signals, volatility and weights: everything that its own records make.
struct SymbolSignals: Sendable {
    /// What a record did.
    enum Outcome {
        case taken
        /// Not later than the latest of its kind, or a bar of another duration than the settings'
        case ignored
    }

    /// The latest values, zero where not ready, and which are.
    private(set) var latest: [Int64]
    private(set) var ready: UInt8 = 0
    private(set) var volatility: Volatility
    private(set) var score: Double?
    /// Where the symbol's records come from; nil before the first.
    var partition: Int32?
    /// Whether more than the price has changed since the changes were last taken.
    var isChanged = false

    private var signals: [any Signal]
    private var weights: SignalWeights
    /// What the cross-section holds of this symbol.
    private var entered: [Int64]
    private var enteredReady: UInt8 = 0
    private let feeds: [SignalFeed]
    private let duration: BarDuration
    private var bar: (time: Timestamp, close: Decimal9)?
    private var asset = AssetClass.equity
    private var window: (time: Timestamp, mid: Decimal9?)?

    private static let windowMsUsual: Int64 = 10_000

    init(_ ids: [StrategyID], _ horizons: StrategyHorizons, bars duration: BarDuration) {
        self.duration = duration
        signals = ids.map { SignalCatalogue.make($0, horizons) }
        feeds = ids.compactMap(SignalCatalogue.feed(of:))
        latest = [Int64](repeating: 0, count: ids.count)
        entered = latest
        volatility = Volatility(window: horizons.volWindow)
        weights = SignalWeights(
            signals: ids.count, window: horizons.icWindow, horizon: horizons.icHorizon)
    }

    /// The value of a signal; nil until it is ready.
    func value(_ index: Int) -> Double? { signals[index].value }

    mutating func take(_ event: BarEvent) -> Outcome {
        guard event.duration == duration else { return .ignored }
        asset = event.assetClass
        guard let last = bar else {
            bar = (event.timestamp, event.close)
            weights.restart()
            return .taken
        }
        guard event.timestamp > last.time else { return .ignored }
        bar = (event.timestamp, event.close)
        let change = Self.change(last.close, event.close)
        volatility.take(barReturn: change, of: event)
        feed(change, .barReturns)
        weights.step(change, latest: latest, ready: ready)
        return .taken
    }

    /// `mid` is the symbol's latest mid price, if there is one.
    mutating func take(_ event: OfiEvent, mid: Decimal9?) -> Outcome {
        let last = window
        if let last, event.timestamp <= last.time { return .ignored }
        window = (event.timestamp, mid)
        feed(event.ofiZ, .orderFlow)
        let length = event.windowMs ?? Self.windowMsUsual
        var change: Double?
        if let last, let before = last.mid, let mid,
            event.timestamp.nanoseconds(since: last.time) / 1_000_000 == length
        {
            change = Self.change(before, mid)
        }
        if let change { volatility.take(windowReturn: change, windowMs: length, of: asset) }
        guard bar == nil else { return .taken }
        guard let change else {
            weights.interrupt()
            return .taken
        }
        weights.step(change, latest: latest, ready: ready)
        return .taken
    }

    /// Sets the score to the value of the first signal.
    mutating func scoreAlone() { score = value(0) }

    /// Sets the score to Σ wₛ·signalₛ over the ready signals, each what it says beyond the
    /// others in `section`; nil when none is ready.
    mutating func scoreComposite(_ section: inout CrossSection, _ scratch: inout Scratch) {
        enter(&section)
        guard ready != 0 else {
            score = nil
            return
        }
        scratch.values.removeAll(keepingCapacity: true)
        for i in signals.indices { scratch.values.append(value(i) ?? 0) }
        section.orthogonalise(&scratch.values, latest: latest, ready: ready)
        weights.weights(ready: ready, into: &scratch.weights)
        var sum = 0.0
        for i in signals.indices { sum += scratch.weights[i] * scratch.values[i] }
        score = sum
    }

    /// Buffers that all symbols share.
    struct Scratch: Sendable {
        var values: [Double] = []
        var weights: [Double] = []
    }

    private mutating func enter(_ section: inout CrossSection) {
        leave(&section)
        if ready != 0 { section.add(latest, ready: ready) }
        for i in entered.indices { entered[i] = latest[i] }
        enteredReady = ready
    }

    private mutating func feed(_ input: Double, _ feed: SignalFeed) {
        for i in signals.indices where feeds[i] == feed {
            signals[i].take(input)
            note(i)
        }
    }

    /// Notes a signal's latest value.
    private mutating func note(_ i: Int) {
        let bit = UInt8(1) << UInt8(i)
        if let value = signals[i].value {
            latest[i] = Fixed40.from(value)
            ready |= bit
        } else {
            latest[i] = 0
            ready &= ~bit
        }
    }

    private static func change(_ before: Decimal9, _ after: Decimal9) -> Double {
        Double(after.nanos) / Double(before.nanos) - 1
    }
}

extension SymbolSignals: Resumable {
    /// Everything but what the cross-section holds of the symbol, which follows from the rest.
    func write(to state: inout StateWriter) {
        for signal in signals { signal.write(to: &state) }
        volatility.write(to: &state)
        weights.write(to: &state)
        state.write(score)
        state.write(bar?.time)
        state.write(bar?.close)
        state.write(name: asset)
        state.write(window?.time)
        state.write(window?.mid)
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        for i in signals.indices { try signals[i].resume(from: &state) }
        try volatility.resume(from: &state)
        try weights.resume(from: &state)
        score = try state.read()
        let bar = (try state.read(Timestamp?.self), try state.read(Decimal9?.self))
        asset = try state.readName()
        let window = (try state.read(Timestamp?.self), try state.read(Decimal9?.self))
        try state.require(score?.isFinite ?? true, "a score is a number")
        try state.require(
            (bar.0 == nil) == (bar.1 == nil) && (window.0 != nil || window.1 == nil),
            "a price without its time")
        for price in [bar.1, window.1] {
            try state.require(price.map { $0 > .zero } ?? true, "no such price")
        }
        self.bar = bar.0.flatMap { time in bar.1.map { (time, $0) } }
        self.window = window.0.map { ($0, window.1) }
        for i in signals.indices { note(i) }
    }

    /// Puts the symbol into the cross-section, in which it is not.
    mutating func join(_ section: inout CrossSection) { enter(&section) }

    /// Takes the symbol out of the cross-section.
    mutating func leave(_ section: inout CrossSection) {
        if enteredReady != 0 { section.remove(entered, ready: enteredReady) }
        enteredReady = 0
    }
}
