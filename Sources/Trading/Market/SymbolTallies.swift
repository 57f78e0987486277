import Contracts

/// What has been counted of one symbol since its first record that was not refused.
struct SymbolTallies: Equatable, Sendable {
    var records = 0
    var ticks = 0
    var bars = 0
    var builtBars = 0
    var windows = 0
    var ofiEvents = 0
    var deadLetters = ReasonCounts<GateFault.Reason>()
    var drops = ReasonCounts<DropReason>()
}

extension SymbolTallies: StateCoded {
    func write(to state: inout StateWriter) {
        state.write([records, ticks, bars, builtBars, windows, ofiEvents])
        state.write(deadLetters)
        state.write(drops)
    }

    init(from state: inout StateReader) throws(StateFault) {
        let counts = try state.readCounts(6)
        records = counts[0]
        ticks = counts[1]
        bars = counts[2]
        builtBars = counts[3]
        windows = counts[4]
        ofiEvents = counts[5]
        deadLetters = try state.read()
        drops = try state.read()
    }
}
