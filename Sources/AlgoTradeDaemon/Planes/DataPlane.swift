import Contracts
import Trading

/// `market_raw` → `market_events` and `ofi_events`, round one ``MarketMachine`` per partition.
actor DataPlane: Plane {
    static let inputs = [Topic.marketRaw.rawValue]

    nonisolated let context: PlaneContext
    private let settings: MarketSettings
    private var machines: [Int32: MarketMachine] = [:]
    private var effects: [MarketEffect] = []

    init(_ settings: MarketSettings, _ context: PlaneContext) {
        self.settings = settings
        self.context = context
    }

    func reset(_ partitions: [TopicPartition]) {
        machines.removeAll()
    }

    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) {}

    func apply(
        _ message: Message, _ index: Int, of batch: RecordBatch,
        into outputs: inout PlaneOutputs
    ) throws {
        guard case .raw(let raw) = message else { return }
        effects.removeAll(keepingCapacity: true)
        let record = batch.records[index]
        let arrival = record.timestampMs > 0 ? Timestamp(milliseconds: record.timestampMs) : nil
        machines[record.partition, default: MarketMachine(settings, calendar: .sessions)]
            .apply(raw, arrival: arrival, into: &effects)
        let source = batch.place(index)
        for effect in effects {
            switch effect {
            case .tick(let tick):
                outputs.write(
                    .marketEvents, tick.symbol, schema: "tick_event/1", source: source,
                    encode: tick.encode)
            case .bar(let bar):
                outputs.write(
                    .marketEvents, bar.symbol, schema: "bar_event/1", source: source,
                    encode: bar.encode)
            case .ofi(let ofi):
                outputs.write(
                    .ofiEvents, ofi.symbol, schema: "ofi_event/1", source: source,
                    encode: ofi.encode)
            case .deadLetter(let fault):
                let letter = DeadLetter(
                    reason: fault.reason.rawValue, fault: "\(fault.path): \(fault.message)")
                outputs.reject(letter, index, of: batch)
            case .dropped:
                break
            }
        }
    }

    func publish() {
        var figures = MarketFigures()
        for machine in machines.values {
            figures.symbols += machine.symbolCount
            figures.counters.add(machine.counters)
        }
        context.status.set { status in
            status.market = figures
            for reason in DropReason.allCases where figures.counters[reason] > 0 {
                status.drops[reason.rawValue] = figures.counters[reason]
            }
        }
    }

    func publishDetails() {
        let figures = machines.values.flatMap { $0.symbolFigures() }
        let worst = MarketSymbolFigures.worst(PlaneContext.symbolsShown, of: figures)
        context.status.set { $0.marketSymbols = worst }
    }
}

/// What the data plane shows of itself.
struct MarketFigures: Sendable {
    var symbols = 0
    var counters = MarketCounters()
}
