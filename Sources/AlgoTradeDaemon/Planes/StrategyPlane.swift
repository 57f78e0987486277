import Contracts
import Trading

/// `market_events`, `ofi_events` and `exec_reports` → `order_intents`, round a
/// ``StrategyMachine``. Positions come from the reports alone.
actor StrategyPlane: Plane {
    static let inputs = [
        Topic.marketEvents.rawValue, Topic.ofiEvents.rawValue, Topic.execReports.rawValue,
    ]
    static let history = [Topic.execReports.rawValue]

    nonisolated let context: PlaneContext
    private let settings: StrategySettings
    private let stream: String
    private var machine: StrategyMachine
    private var intents: [OrderIntent] = []

    /// - Parameter stream: the log's identity; part of every intent's id.
    init(_ settings: StrategySettings, stream: String, _ context: PlaneContext) {
        self.settings = settings
        self.stream = stream
        self.context = context
        machine = StrategyMachine(settings, stream: stream)
    }

    func reset(_ partitions: [TopicPartition]) {
        machine = StrategyMachine(settings, stream: stream)
    }

    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) throws {
        guard case .report(let report) = message else { return }
        // A report that could not be used then is a dead letter; the same must come of it now.
        try? machine.apply(report)
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

    func publish() {
        let snapshot = machine.snapshot()
        context.status.set { $0.strategy = StrategyFigures(snapshot: snapshot) }
    }
}

/// What the strategy plane shows of itself.
struct StrategyFigures: Sendable {
    var snapshot: StrategySnapshot
}
