import BenchmarkData
import Contracts
import Trading

/// A machine as the plane drives it: the effects of a record are looked at and forgotten.
struct MarketMachinePass {
    var machine: MarketMachine
    /// Keeps the optimiser from leaving out what nobody looks at.
    private(set) var events = 0
    private var effects: [MarketEffect] = []

    init(_ settings: MarketSettings = MarketSettings()) {
        machine = MarketMachine(settings, calendar: .sessions)
        effects.reserveCapacity(65_536)
    }

    @inline(__always)
    mutating func take(_ raw: MarketRaw) {
        effects.removeAll(keepingCapacity: true)
        machine.apply(raw, arrival: raw.time, into: &effects)
        events += effects.count
    }
}

extension QuoteStream {
    /// Gives every record to the machine once, at later times than before.
    mutating func pass(_ machine: inout MarketMachinePass) {
        for index in 0..<count { machine.take(self[index]) }
        endPass()
    }
}
