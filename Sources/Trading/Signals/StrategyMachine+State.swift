public import Contracts

/// What leaves and comes back.
extension StrategyMachine {
    /// Gives away what has changed of a partition's symbols since the last call: each symbol's
    /// signals and target, then the partition's own state (no symbol), the prices of its symbols.
    ///
    /// The states of all symbols as last given away and the partition's latest belong together:
    /// they are what the partition's market data have made of the machine.
    public mutating func takeChanges(
        of partition: Int32, _ write: (_ symbol: Symbol?, _ state: [UInt8]) -> Void
    ) {
        let header = StrategyStateHeader(self)
        var state = StateWriter()
        var others: [Int] = []
        for index in changed {
            guard symbols[index].partition == partition else {
                others.append(index)
                continue
            }
            symbols[index].isChanged = false
            state.removeAll()
            header.write(to: &state)
            symbols[index].write(to: &state)
            state.write(targets.wanted(index))
            write(portfolio.holdings[index].symbol, state.bytes)
        }
        changed = others
        state.removeAll()
        header.write(to: &state)
        state.write(marks(of: partition))
        write(nil, state.bytes)
    }

    /// Takes up a state that ``takeChanges(of:_:)`` gave away, in the place of what the machine
    /// knows of the symbol, or of the prices in the partition when there is none.
    ///
    /// States may come in any order; of one symbol the last counts. A symbol beyond `max_symbols`
    /// is left out.
    ///
    /// - Throws: for another version of the format, other settings, and bytes that no machine
    ///   wrote; nothing has changed then.
    public mutating func restore(
        _ symbol: Symbol?, _ state: [UInt8], in partition: Int32
    ) throws(StateFault) {
        var reader = StateReader(state)
        try StrategyStateHeader(self).check(&reader)
        guard let symbol else {
            let marks = try reader.readList(of: MarkState.self, atMost: .max)
            try reader.finish()
            for mark in marks {
                guard let index = admit(mark.symbol, partition) else { continue }
                portfolio.mark(index, at: mark.price, mark.time)
            }
            return
        }
        var signals = newSignals()
        try signals.resume(from: &reader)
        let wanted = try reader.read(Int64.self)
        try reader.finish()
        guard let index = admit(symbol, partition) else { return }
        signals.partition = partition
        signals.isChanged = symbols[index].isChanged
        symbols[index].leave(&section)
        if trader == .composite { signals.join(&section) }
        symbols[index] = signals
        targets.want(nanos: wanted, index: index)
    }

    private func marks(of partition: Int32) -> [MarkState] {
        var marks: [MarkState] = []
        for index in symbols.indices where symbols[index].partition == partition {
            let holding = portfolio.holdings[index]
            guard let price = holding.mark else { continue }
            marks.append(
                MarkState(symbol: holding.symbol, price: price, time: holding.markedAt))
        }
        return marks
    }
}

/// A symbol's price.
private struct MarkState: StateCoded {
    let symbol: Symbol
    let price: Decimal9
    let time: Timestamp

    init(symbol: Symbol, price: Decimal9, time: Timestamp) {
        self.symbol = symbol
        self.price = price
        self.time = time
    }

    func write(to state: inout StateWriter) {
        state.write(symbol)
        state.write(price)
        state.write(time)
    }

    init(from state: inout StateReader) throws(StateFault) {
        symbol = try state.read()
        price = try state.read()
        time = try state.read()
        try state.require(price > .zero, "no such price")
    }
}

/// What each saved state begins with: the format's version, and the settings that it only makes
/// sense under.
private struct StrategyStateHeader {
    static let version: UInt64 = 1

    private let settings: [(name: String, value: String)]

    init(_ machine: StrategyMachine) {
        let horizons = machine.settings.horizons
        let lengths = [
            ("ofi_half_life", horizons.ofiHalfLife), ("tsx_short", horizons.tsxShort),
            ("tsx_long", horizons.tsxLong), ("pos_long", horizons.posLong),
            ("z_window", horizons.zWindow), ("ic_window", horizons.icWindow),
            ("ic_horizon", horizons.icHorizon), ("vol_window", horizons.volWindow),
        ]
        let names = machine.settings.strategies.map(\.rawValue).joined(separator: " ")
        settings =
            [("strategies", names), ("bar_duration", machine.settings.barDuration.rawValue)]
            + lengths.map { ("horizons.\($0)", "\($1)") }
    }

    func write(to state: inout StateWriter) {
        state.write(varint: Self.version)
        for setting in settings { state.write(setting.value) }
    }

    /// Reads the header of a state and refuses one that was written under other settings.
    func check(_ state: inout StateReader) throws(StateFault) {
        let version = try state.readVarint()
        guard version == Self.version else {
            throw StateFault(
                .version, at: state.offset,
                "version \(Self.version) of the state's format expected, found \(version)")
        }
        var differences: [String] = []
        for (name, value) in settings {
            let found = try state.read(String.self)
            if found != value { differences.append("\(name) was \(found), is \(value)") }
        }
        guard differences.isEmpty else {
            throw StateFault(.settings, at: state.offset, differences.joined(separator: ", "))
        }
    }
}
