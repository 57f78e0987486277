import Contracts
import Logging
import Trading

/// `order_intents` and `market_events` → `exec_reports`, round an ``OrderDesk`` and a paper
/// venue.
///
/// The SUBMITTED report and the intent's offset are committed before the venue sees the order.
actor OrderPlane: Plane {
    static let inputs = [Topic.orderIntents.rawValue, Topic.marketEvents.rawValue]
    static let history = [Topic.execReports.rawValue]

    /// Records of each partition of market_events that prices are taken from after a start.
    private static let pastPrices: Int64 = 5000

    struct Settings: Sendable {
        var risk = RiskSettings()
        var paper = PaperSettings()
    }

    nonisolated let context: PlaneContext
    private let settings: Settings
    private let halt: HaltLatch
    private var desk: OrderDesk
    private var venue: PaperVenue
    /// Approved orders whose SUBMITTED report is being committed.
    private var toSubmit: [Submission] = []
    /// The intents of open orders: the cause of reports that no market record brings about.
    private var origins: [MessageID: Place] = [:]
    /// Highest offset of each partition of `order_intents` that the journal answers.
    private var answered: [Int32: Int64] = [:]
    private var events: [VenueEvent] = []
    private var effects: [OrderEffect] = []

    private struct Submission {
        var order: Approved<OrderIntent>
        /// As the desk counts time.
        var at: Timestamp
        /// This host's clock.
        var approved: Timestamp
    }

    init(_ settings: Settings, halt: HaltLatch, _ context: PlaneContext) {
        self.settings = settings
        self.halt = halt
        self.context = context
        desk = OrderDesk(risk: settings.risk)
        venue = PaperVenue(settings: settings.paper)
    }

    func reset(_ partitions: [TopicPartition]) {
        desk = OrderDesk(risk: settings.risk)
        venue = PaperVenue(settings: settings.paper)
        toSubmit = []
        origins = [:]
        answered = [:]
    }

    /// Prices as they stood: without them the first intents would find no reference.
    func rewinds(_ inputs: [InputRange]) -> [TopicPartition: Int64] {
        var offsets: [TopicPartition: Int64] = [:]
        for input in inputs where input.partition.topic == Topic.marketEvents.rawValue {
            guard let committed = input.committed else { continue }
            offsets[input.partition] = max(0, committed - Self.pastPrices)
        }
        return offsets
    }

    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) {
        let kafkaTime = Timestamp(milliseconds: batch.records[index].timestampMs)
        switch message {
        case .report(let report): restore(report, index, of: batch)
        case .tick(let tick):
            desk.apply(tick, kafkaTime: kafkaTime)
            venue.apply(tick, into: &events)
        case .bar(let bar):
            desk.apply(bar, kafkaTime: kafkaTime)
            venue.apply(bar, into: &events)
        case .raw, .ofi, .intent: return
        }
    }

    private func restore(_ report: ExecutionReport, _ index: Int, of batch: RecordBatch) {
        desk.restore(report)
        guard let source = batch.source(index), source.topic == Topic.orderIntents.rawValue
        else { return }
        answered[source.partition] = max(answered[source.partition] ?? -1, source.offset)
        origins[report.intentId] = source
    }

    func restored(into outputs: inout PlaneOutputs) throws {
        let open = desk.journaledOrders
        let intents = Set(open.map(\.order.intentId))
        origins = origins.filter { intents.contains($0.key) }
        for order in open { venue.restore(order, into: &events) }
        try answer(nil, &outputs)
    }

    var quietAfter: Duration? {
        venue.hasWaiting ? .nanoseconds(max(1_000_000, settings.paper.latency)) : nil
    }

    func apply(
        _ message: Message, _ index: Int, of batch: RecordBatch,
        into outputs: inout PlaneOutputs
    ) throws {
        let record = batch.records[index]
        let kafkaTime = Timestamp(milliseconds: record.timestampMs)
        switch message {
        case .intent(let intent):
            // At least once: what the journal has answered is read again after a crash.
            // The offset alone does not tell: a topic that was made anew counts from 0 again.
            if record.offset <= answered[record.partition] ?? -1, desk.knows(intent.intentId) {
                return
            }
            if let reason = halt.reason { desk.halt(.account, reason: reason) }
            effects.removeAll(keepingCapacity: true)
            desk.apply(
                intent, kafkaTime: kafkaTime, wall: WallTime.now().timestamp, into: &effects)
            perform(batch.place(index), &outputs)
        case .tick(let tick):
            desk.apply(tick, kafkaTime: kafkaTime)
            venue.apply(tick, into: &events)
            try answer(batch.place(index), &outputs)
        case .bar(let bar):
            desk.apply(bar, kafkaTime: kafkaTime)
            venue.apply(bar, into: &events)
            try answer(batch.place(index), &outputs)
        case .raw, .ofi, .report: return
        }
    }

    func committed(into outputs: inout PlaneOutputs) throws {
        let orders = toSubmit
        toSubmit = []
        for submission in orders {
            let waited = WallTime.now().timestamp.nanoseconds(since: submission.approved)
            if waited <= settings.risk.maxIntentAge {
                venue.submit(submission.order, at: submission.at, into: &events)
            } else {
                // What was approved was approved for then.
                let text =
                    "not sent: its SUBMITTED report was committed after \(waited / 1_000_000)"
                events.append(
                    VenueEvent(
                        intentId: submission.order.order.intentId, timestamp: submission.at,
                        outcome: .failed(message: "\(text) ms, over max_intent_age")))
            }
            try answer(nil, &outputs)
        }
    }

    func quiet(into outputs: inout PlaneOutputs) throws {
        venue.quiet(into: &events)
        try answer(nil, &outputs)
    }

    func publish() {
        let snapshot = desk.snapshot
        context.status.set { $0.orders = OrderFigures(snapshot: snapshot) }
    }

    /// Takes the venue's answers and writes the reports that come of them. Without a `source`
    /// the intent itself is the cause.
    private func answer(_ source: Place?, _ outputs: inout PlaneOutputs) throws {
        guard !events.isEmpty else { return }
        let answers = events
        events.removeAll(keepingCapacity: true)
        effects.removeAll(keepingCapacity: true)
        for event in answers { try desk.apply(event, into: &effects) }
        perform(source, &outputs)
    }

    private func perform(_ source: Place?, _ outputs: inout PlaneOutputs) {
        for effect in effects {
            switch effect {
            case .report(let report):
                outputs.write(
                    .execReports, report.symbol, schema: "execution_report/1",
                    source: source ?? origins[report.intentId], encode: report.encode)
                note(report)
            case .submit(let order, let time):
                outputs.mustBeDurable = true
                toSubmit.append(
                    Submission(order: order, at: time, approved: WallTime.now().timestamp))
                origins[order.order.intentId] = source
            case .cancel(let intentId): venue.cancel(intentId, into: &events)
            case .alarm(let alarm):
                context.logger.record(
                    .orderAlarm, .critical, alarm.message,
                    [.symbol: alarm.symbol, .intentID: alarm.intentId, .fault: alarm.code.rawValue])
            case .halted(let halt):
                context.logger.record(
                    .halted, .critical, "trading halted (\(halt.scope)): \(halt.reason)")
            }
        }
    }

    private func note(_ report: ExecutionReport) {
        if report.status.isTerminal { origins[report.intentId] = nil }
        guard report.status == .rejected else {
            context.logger.record(
                .orderReport, .info, report.line,
                [.symbol: report.symbol, .intentID: report.intentId, .orderID: report.orderId])
            return
        }
        context.logger.record(
            .orderRejected, .notice, "order rejected: \(report.rejectReason ?? "")",
            [.symbol: report.symbol, .intentID: report.intentId, .orderID: report.orderId])
    }
}

extension ExecutionReport {
    /// `FILLED BUY 10 of 10 at 245.5`
    fileprivate var line: String {
        var words = [status.rawValue]
        if let direction { words.append(direction.rawValue) }
        if let requestedQuantity { words.append("\(filledQuantity) of \(requestedQuantity)") }
        if let averageFillPrice { words.append("at \(averageFillPrice)") }
        return words.joined(separator: " ")
    }
}

/// What the order plane shows of itself.
struct OrderFigures: Sendable {
    var snapshot: OrderSnapshot
}
