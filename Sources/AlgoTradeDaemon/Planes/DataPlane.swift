import Contracts
import Trading

/// `market_raw` → `market_events` and `ofi_events`, round a ``MarketMachine`` for each partition.
///
/// State is a fold over the log: snapshots in the state topic, then the raw records from there to
/// the committed offset, applied again without outputs.
actor DataPlane: Plane {
    static let inputs = [Topic.marketRaw.rawValue]

    nonisolated let context: PlaneContext
    private let settings: MarketSettings
    private let snapshots: SnapshotRule
    private var shares: [Int32: MarketShare] = [:]
    private var effects: [MarketEffect] = []

    init(
        _ settings: MarketSettings, _ context: PlaneContext,
        snapshots: SnapshotRule = SnapshotRule()
    ) {
        self.settings = settings
        self.snapshots = snapshots
        self.context = context
    }

    func reset(_ partitions: [TopicPartition]) {
        shares = [:]
        for partition in partitions { shares[partition.partition] = MarketShare(settings) }
    }

    func restore(state name: String, _ index: Int, of batch: RecordBatch) {
        shares[batch.records[index].partition]?.note(name, index, of: batch)
    }

    func rewinds(_ inputs: [InputRange]) -> [TopicPartition: Int64] {
        var offsets: [TopicPartition: Int64] = [:]
        for input in inputs {
            do {
                offsets[input.partition] = try shares[input.partition.partition]?.start(of: input)
            } catch {
                context.note(discarded: error, input.partition)
            }
            // Without a snapshot every record that is still there makes the state.
            if offsets[input.partition] == nil, input.committed != nil {
                offsets[input.partition] = 0
            }
        }
        return offsets
    }

    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) {
        guard case .raw(let raw) = message else { return }
        effects.removeAll(keepingCapacity: true)
        let record = batch.records[index]
        shares[record.partition]?.machine.apply(raw, arrival: record.arrival, into: &effects)
    }

    func apply(
        _ message: Message, _ index: Int, of batch: RecordBatch,
        into outputs: inout PlaneOutputs
    ) throws {
        guard case .raw(let raw) = message else { return }
        effects.removeAll(keepingCapacity: true)
        let record = batch.records[index]
        shares[record.partition, default: MarketShare(settings)].machine
            .apply(raw, arrival: record.arrival, into: &effects)
        let source = batch.place(index)
        for effect in effects { write(effect, source, index, batch, &outputs) }
    }

    func absorb(_ message: Message, _ index: Int, of batch: RecordBatch) {
        restore(message, index, of: batch)
    }

    func applied(_ batch: RecordBatch, into outputs: inout PlaneOutputs) {
        for (partition, next) in batch.ends {
            shares[partition.partition]?.keep(
                in: partition.partition, until: next, snapshots, into: &outputs)
        }
    }

    func publish() {
        var figures = MarketFigures()
        for share in shares.values {
            figures.symbols += share.machine.symbolCount
            figures.counters.add(share.machine.counters)
        }
        context.status.set { status in
            status.market = figures
            for reason in DropReason.allCases where figures.counters[reason] > 0 {
                status.drops[reason.rawValue] = figures.counters[reason]
            }
        }
    }

    func publishDetails() {
        let figures = shares.values.flatMap { $0.machine.symbolFigures() }
        let worst = MarketSymbolFigures.worst(PlaneContext.symbolsShown, of: figures)
        context.status.set { $0.marketSymbols = worst }
    }

    private func write(
        _ effect: MarketEffect, _ source: Place, _ index: Int, _ batch: RecordBatch,
        _ outputs: inout PlaneOutputs
    ) {
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

extension RecordBatch.Record {
    /// When the record came to Kafka; nil when Kafka does not say.
    fileprivate var arrival: Timestamp? {
        timestampMs > 0 ? Timestamp(milliseconds: timestampMs) : nil
    }
}

/// What the data plane shows of itself.
struct MarketFigures: Sendable {
    var symbols = 0
    var counters = MarketCounters()
}
