import Contracts
import Trading

/// Runs the data plane's machine over a symbol's raw records and keeps what it says.
///
/// Only the symbol's own records are applied. That changes no window's figures; the last window
/// stays open, as no other record shows that its time is over.
struct InspectionRecorder {
    private(set) var inspection: Inspection
    private var machine: MarketMachine
    private var effects: [MarketEffect] = []
    private var notes = ReadingNotes()
    /// Whether events are kept, or verdicts alone.
    private let keepsEvents: Bool

    /// - Parameter keepsEvents: false when events and dead letters come from elsewhere.
    init(_ inspection: Inspection, keepsEvents: Bool = true) {
        self.inspection = inspection
        self.keepsEvents = keepsEvents
        machine = MarketMachine(inspection.settings, calendar: .sessions)
    }

    /// Takes a record of `market_raw` as it was recorded.
    ///
    /// - Throws: ``CommandFault`` when there are too many events.
    mutating func take(
        _ bytes: Span<UInt8>, place: @autoclosure () -> String
    ) throws(CommandFault) {
        let raw: MarketRaw
        do {
            raw = try MarketRaw.decode(bytes, notes: &notes)
        } catch {
            guard keepsEvents else { return }
            let fault = error.faults.map(\.description).joined(separator: "; ")
            return inspection.take(
                InspectedVerdict(
                    kind: .deadLetter, time: nil, reason: "contract", detail: fault,
                    place: place()))
        }
        try take(raw, place: place())
    }

    /// - Throws: ``CommandFault`` when there are too many events.
    mutating func take(
        _ raw: MarketRaw, place: @autoclosure () -> String
    ) throws(CommandFault) {
        guard raw.symbol == inspection.symbol || raw.symbol.dotted == inspection.symbol else {
            return
        }
        inspection.note(raw)
        effects.removeAll(keepingCapacity: true)
        machine.apply(raw, into: &effects)
        for effect in effects {
            switch effect {
            case .tick(let tick): if keepsEvents { try inspection.take(tick) }
            case .bar(let bar): if keepsEvents { try inspection.take(bar) }
            case .ofi(let window): if keepsEvents { inspection.take(window) }
            case .deadLetter(let fault):
                guard keepsEvents else { continue }
                inspection.take(
                    InspectedVerdict(
                        kind: .deadLetter, time: raw.time, reason: fault.reason.rawValue,
                        detail: "\(fault.path): \(fault.message)", place: place()))
            case .dropped(let reason):
                inspection.take(
                    InspectedVerdict(
                        kind: .dropped, time: raw.time, reason: reason.rawValue, detail: "",
                        place: place()))
            }
        }
    }

    /// Events that come from topics, not from the machine.
    ///
    /// - Throws: ``CommandFault`` when there are too many events.
    mutating func take(_ message: Message) throws(CommandFault) {
        guard message.symbol == inspection.symbol else { return }
        switch message {
        case .tick(let tick): try inspection.take(tick)
        case .bar(let bar):
            if inspection.asset == nil {
                inspection.asset = bar.assetClass
                inspection.exchange = bar.exchange
            }
            try inspection.take(bar)
        case .ofi(let window): inspection.take(window)
        case .raw, .intent, .report: return
        }
    }

    mutating func take(_ letter: InspectedVerdict) { inspection.take(letter) }

    /// Dead letters that are counted alone.
    mutating func countLetters(_ reason: String, _ count: Int) {
        inspection.deadLetters.count(reason, times: count)
    }
}

extension Symbol {
    /// As events carry it: TWS writes `BRK B`, events `BRK.B`.
    fileprivate var dotted: Symbol {
        guard (0..<count).contains(where: { self[$0] == UInt8(ascii: " ") }) else { return self }
        let bytes = (0..<count).map {
            self[$0] == UInt8(ascii: " ") ? UInt8(ascii: ".") : self[$0]
        }
        return Symbol(utf8: bytes.span) ?? self
    }
}
