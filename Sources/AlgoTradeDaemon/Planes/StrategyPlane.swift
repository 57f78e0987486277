import Contracts
import Trading

/// `market_events`, `ofi_events` and `exec_reports` → `order_intents`, round a
/// ``StrategyMachine``.
///
/// State is a fold over the log. Positions come from the reports alone, and orders on their way
/// besides from the intents that no report answers yet. Signals, prices and targets: snapshots in
/// the state topic, then the market data from there to the committed offsets, applied again
/// without intents.
///
/// What a snapshot holds is exact. So is what is applied again as far as it depends on the records
/// of one topic of a partition, in their order: TSX, POS, OFI and the volatility of bars. What
/// depends on the order in which records of several partitions were received (which price was the
/// latest at an OFI window, what the other symbols said when one was judged) is made in the order
/// of Kafka's timestamps (``PastRecords``), which is that of arrival while the plane keeps up.
actor StrategyPlane: Plane {
    static let inputs = [
        Topic.marketEvents.rawValue, Topic.ofiEvents.rawValue, Topic.execReports.rawValue,
    ]
    static let history = [Topic.execReports.rawValue, Topic.orderIntents.rawValue]

    /// A symbol's windows are some ten thousand bytes, and change with each OFI event.
    static let snapshots = SnapshotRule(interval: .seconds(60))

    nonisolated let context: PlaneContext
    private let settings: StrategySettings
    private let stream: String
    private let snapshots: SnapshotRule
    private var machine: StrategyMachine
    private var shares: [Int32: StrategyShare] = [:]
    private var unanswered = UnansweredIntents()
    private var past = PastRecords(of: StrategyPlane.inputs)
    private var intents: [OrderIntent] = []

    /// - Parameter stream: the log's identity; part of every intent's id.
    init(
        _ settings: StrategySettings, stream: String, _ context: PlaneContext,
        snapshots: SnapshotRule = StrategyPlane.snapshots
    ) {
        self.settings = settings
        self.stream = stream
        self.snapshots = snapshots
        self.context = context
        machine = StrategyMachine(settings, stream: stream)
    }

    func reset(_ partitions: [TopicPartition]) {
        machine = StrategyMachine(settings, stream: stream)
        shares = [:]
        for partition in partitions {
            shares[partition.partition] = StrategyShare(partition.partition)
        }
        unanswered = UnansweredIntents()
        past = PastRecords(of: Self.inputs)
    }

    func restore(state name: String, _ index: Int, of batch: RecordBatch) {
        shares[batch.records[index].partition]?.note(name, index, of: batch)
    }

    func rewinds(_ inputs: [InputRange]) -> [TopicPartition: Int64] {
        var offsets: [TopicPartition: Int64] = [:]
        for partition in shares.keys.sorted() {
            let found = shares[partition]?.start(of: inputs, in: &machine) { fault in
                let place = TopicPartition(
                    topic: Topic.marketEvents.rawValue, partition: partition)
                context.note(discarded: fault, place)
            }
            offsets.merge(found ?? [:]) { _, new in new }
        }
        var next: [TopicPartition: Int64] = [:]
        for input in inputs {
            next[input.partition] = input.committed.map { max($0, offsets[input.partition] ?? 0) }
        }
        for intent in unanswered.take(before: next) { machine.restore(intent) }
        return offsets
    }

    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) throws {
        switch message {
        case .bar, .tick, .ofi:
            if let (message, place) = past.add(message, index, of: batch) {
                restore(message, at: place)
            }
        case .report(let report):
            unanswered.note(reportAt: index, of: batch)
            // A report that could not be used then is a dead letter; the same must come of it now.
            try? machine.apply(report)
        case .intent(let intent): unanswered.note(intent, index, of: batch)
        case .raw: return
        }
    }

    func restored(into outputs: inout PlaneOutputs) {
        while let (message, place) = past.next() { restore(message, at: place) }
        past = PastRecords(of: Self.inputs)
    }

    private func restore(_ message: Message, at place: Place) {
        switch message {
        case .bar(let bar): machine.restore(bar, at: place)
        case .tick(let tick): machine.restore(tick, at: place)
        case .ofi(let ofi): machine.restore(ofi, at: place)
        case .raw, .intent, .report: return
        }
    }

    func apply(
        _ message: Message, _ index: Int, of batch: RecordBatch,
        into outputs: inout PlaneOutputs
    ) throws {
        intents.removeAll(keepingCapacity: true)
        let place = batch.place(index)
        switch message {
        case .bar(let bar): machine.apply(bar, at: place, into: &intents)
        case .tick(let tick): machine.apply(tick, at: place, into: &intents)
        case .ofi(let ofi): machine.apply(ofi, at: place, into: &intents)
        case .report(let report):
            do {
                try machine.apply(report)
            } catch {
                let letter = DeadLetter(
                    reason: "report_\(error.code.rawValue)", fault: error.message)
                outputs.reject(letter, index, of: batch)
            }
        case .raw, .intent: return
        }
        for intent in intents {
            outputs.write(
                .orderIntents, intent.symbol, schema: "order_intent/1", source: place,
                encode: intent.encode)
        }
    }

    func absorb(_ message: Message, _ index: Int, of batch: RecordBatch) {
        restore(message, at: batch.place(index))
    }

    func applied(_ batch: RecordBatch, into outputs: inout PlaneOutputs) {
        let ends = batch.ends
        for (partition, next) in ends {
            shares[partition.partition]?.advance(partition, to: next)
        }
        for (partition, _) in ends {
            shares[partition.partition]?.keep(&machine, snapshots, into: &outputs)
        }
    }

    func publish() {
        let snapshot = machine.snapshot()
        context.status.set { $0.strategy = StrategyFigures(snapshot: snapshot) }
    }
}

/// What the strategy plane shows of itself.
struct StrategyFigures: Sendable {
    var snapshot: StrategySnapshot
}
