public import Contracts

// MARK: - What leaves and comes back

extension MarketMachine {
    /// Gives away what has changed since the last call: first the partition's own state (no
    /// symbol), then each changed symbol's, in the order in which they changed.
    ///
    /// The states of all symbols as last given away and the partition's latest belong together:
    /// they are the machine as it was after the last record before the call.
    public mutating func takeChanges(_ write: (_ symbol: Symbol?, _ state: [UInt8]) -> Void) {
        guard hasChanged else { return }
        hasChanged = false
        let header = MarketStateHeader(settings)
        var state = StateWriter()
        state.write(header)
        state.write(newest)
        state.write(counters)
        write(nil, state.bytes)
        for slot in changed {
            states[slot].isChanged = false
            state.removeAll()
            state.write(header)
            states[slot].write(to: &state)
            write(states[slot].symbol, state.bytes)
        }
        changed.removeAll(keepingCapacity: true)
    }

    /// Takes up a state that ``takeChanges(_:)`` gave away, in the place of what the machine
    /// knows of the symbol, or of the partition when there is none.
    ///
    /// States may come in any order; of one symbol the last counts. A symbol beyond
    /// `max_symbols` is taken up as well: the limit is for new ones.
    ///
    /// - Throws: for another version of the format, other settings, and bytes that no machine
    ///   wrote; nothing has changed then.
    public mutating func restore(_ symbol: Symbol?, _ state: [UInt8]) throws(StateFault) {
        var reader = StateReader(state)
        try MarketStateHeader(settings).check(&reader)
        guard let symbol else {
            let newest = try reader.read(Timestamp?.self)
            let counters = try reader.read(MarketCounters.self)
            try reader.finish()
            (self.newest, self.counters) = (newest, counters)
            return
        }
        try reader.require(Symbol.event(from: symbol) == symbol, "\(symbol) is no event's symbol")
        let restored = try MarketSymbolState(symbol, settings, from: &reader)
        try reader.finish()
        try reader.require(
            restored.spelling.map { Symbol.event(from: $0) == symbol } ?? true,
            "\(symbol) has another name")
        if let slot = slots[symbol] {
            let isChanged = states[slot].isChanged
            if let spelling = states[slot].spelling { slots[spelling] = nil }
            states[slot] = restored
            states[slot].isChanged = isChanged
            if let spelling = restored.spelling { slots[spelling] = slot }
        } else {
            append(restored)
        }
        lacksDeadlines = true
    }
}

/// What each saved state begins with: the format's version, and the settings that it only makes
/// sense under.
struct MarketStateHeader: StateCoded, Equatable {
    static let version: UInt64 = 2

    private let windowNs: Int64
    private let zWindows: Int
    private let levels: Int

    init(_ settings: MarketSettings) {
        windowNs = settings.windowNs
        zWindows = settings.zWindows
        levels = settings.levels
    }

    func write(to state: inout StateWriter) {
        state.write(varint: Self.version)
        state.write(windowNs)
        state.write(zWindows)
        state.write(levels)
    }

    init(from state: inout StateReader) throws(StateFault) {
        let version = try state.readVarint()
        guard version == Self.version else {
            throw StateFault(
                .version, at: state.offset,
                "version \(Self.version) of the state's format expected, found \(version)")
        }
        windowNs = try state.read()
        zWindows = try state.read()
        levels = try state.read()
    }

    /// Reads the header of a state and refuses one that was written under other settings.
    func check(_ state: inout StateReader) throws(StateFault) {
        let found = try MarketStateHeader(from: &state)
        let differences = [
            Self.difference("ofi.window", found.windowNs, windowNs, " ns"),
            Self.difference("ofi.z_windows", Int64(found.zWindows), Int64(zWindows)),
            Self.difference("ofi.levels", Int64(found.levels), Int64(levels)),
        ].compactMap { $0 }
        guard differences.isEmpty else {
            throw StateFault(
                .settings, at: state.offset, differences.joined(separator: ", "))
        }
    }

    private static func difference(
        _ name: String, _ then: Int64, _ now: Int64, _ unit: String = ""
    ) -> String? {
        then == now ? nil : "\(name) was \(then)\(unit), is \(now)\(unit)"
    }
}
