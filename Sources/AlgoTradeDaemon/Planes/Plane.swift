import Contracts

/// A plane: receives batches, works through them record by record, commits what came of them.
///
/// The actors that conform are thin shells round a machine of Trading; what all have in common
/// is here.
protocol Plane: Actor {
    nonisolated var context: PlaneContext { get }

    /// Other partitions: forget everything.
    func reset(_ partitions: [TopicPartition])
    /// A record of the past; makes no outputs.
    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) throws
    /// A snapshot of the state topic: `name` is its key without the plane's prefix.
    func restore(state name: String, _ index: Int, of batch: RecordBatch)
    /// Where inputs are to be read again from, as ``Bus/rewind(to:)`` takes it.
    func rewinds(_ inputs: [InputRange]) -> [TopicPartition: Int64]
    /// History is complete; what had come of it but for a crash may come now.
    func restored(into outputs: inout PlaneOutputs) throws
    /// One record. A thrown error is the plane's failure, not the record's fault.
    func apply(
        _ message: Message, _ index: Int, of batch: RecordBatch,
        into outputs: inout PlaneOutputs
    ) throws
    /// A record whose outputs brokers refuse: all that it does is what it will do to the state when
    /// that is rebuilt.
    func absorb(_ message: Message, _ index: Int, of batch: RecordBatch)
    /// All of a batch is applied: the moment for snapshots.
    func applied(_ batch: RecordBatch, into outputs: inout PlaneOutputs)
    /// How long to wait for records before ``quiet(into:)``; nil: it is not wanted.
    var quietAfter: Duration? { get }
    /// No record came for that long.
    func quiet(into outputs: inout PlaneOutputs) throws
    /// Work that may only be done when the outputs so far are committed; outputs of its own may
    /// come of it.
    func committed(into outputs: inout PlaneOutputs) throws
    /// Puts the plane's figures on the board.
    func publish()
    /// Puts those there that cost more: when nothing is to be done, and now and then.
    func publishDetails()
}

extension Plane {
    func restore(state name: String, _ index: Int, of batch: RecordBatch) {}
    func rewinds(_ inputs: [InputRange]) -> [TopicPartition: Int64] { [:] }
    func restored(into outputs: inout PlaneOutputs) throws {}
    func absorb(_ message: Message, _ index: Int, of batch: RecordBatch) {}
    func applied(_ batch: RecordBatch, into outputs: inout PlaneOutputs) {}
    var quietAfter: Duration? { nil }
    func quiet(into outputs: inout PlaneOutputs) throws {}
    func committed(into outputs: inout PlaneOutputs) throws {}
    func publishDetails() {}

    /// Works until the bus is closed.
    ///
    /// - Throws: ``BusFault``, or ``PlaneFault`` with the record on which the plane failed.
    func run(on bus: any Bus) async throws {
        var (lastPublished, lastDetails) = (ContinuousClock.now, ContinuousClock.now)
        var isPublished = true
        // Told already; the same may come again until its state is rebuilt.
        var assigned: [TopicPartition]?
        while true {
            context.status.touch()
            // After the last of some records the figures follow once, then nothing wakes it up.
            let limit =
                isPublished ? waitLimit : soonest([waitLimit, PlaneContext.publishInterval])
            switch try await bus.receive(timeout: limit) {
            case .closed:
                publish()
                publishDetails()
                return
            case .idle:
                if limit == waitLimit { try await settle(bus) }
                publish()
                publishDetails()
                (lastPublished, isPublished) = (.now, true)
            case .assigned(let partitions):
                reset(partitions)
                context.note(assigned: partitions, isNews: partitions != assigned)
                assigned = partitions
            case .history(let batch): try restore(batch)
            case .historyRead(let inputs): try await bus.rewind(to: rewinds(inputs))
            case .ready:
                var outputs = PlaneOutputs(context)
                try restored(into: &outputs)
                if !outputs.batch.isEmpty { try await commit(outputs, bus) }
                publish()
                context.noteHistory()
                context.status.becomeReady()
                assigned = nil
            case .records(let batch):
                try await work(batch, bus)
                isPublished = false
                if ContinuousClock.now - lastPublished > PlaneContext.publishInterval {
                    publish()
                    lastPublished = .now
                }
                if ContinuousClock.now - lastDetails > PlaneContext.detailInterval {
                    publishDetails()
                    lastDetails = .now
                }
            }
        }
    }

    /// The sooner of what the plane and the watchdog want.
    private var waitLimit: Duration? { soonest([quietAfter, context.heartbeat]) }

    private func soonest(_ waits: [Duration?]) -> Duration? { waits.compactMap { $0 }.min() }

    private func work(_ batch: RecordBatch, _ bus: any Bus) async throws {
        let context = context
        let topics = batch.topics.map(Topic.init(rawValue:))
        var outputs = PlaneOutputs(context, of: batch)
        for index in batch.indices {
            guard let topic = topics[Int(batch.records[index].topic)] else { continue }
            guard let message = context.take(index, of: batch, topic, into: &outputs) else {
                if context.poison.failure(at: batch.place(index))?.isRefusal == true,
                    let message = context.readPast(
                        index, of: batch, topic, notes: &outputs.notes)
                {
                    absorb(message, index, of: batch)
                }
                continue
            }
            do {
                try apply(message, index, of: batch, into: &outputs)
            } catch {
                throw PlaneFault(batch.place(index), error)
            }
        }
        applied(batch, into: &outputs)
        try await commit(outputs, bus)
        context.status.add(consumed: batch)
    }

    private func settle(_ bus: any Bus) async throws {
        guard quietAfter != nil else { return }
        var outputs = PlaneOutputs(context)
        try quiet(into: &outputs)
        if !outputs.batch.isEmpty { try await commit(outputs, bus) }
    }

    private func commit(_ outputs: PlaneOutputs, _ bus: any Bus) async throws {
        var outputs = outputs
        while true {
            try await bus.commit(
                outputs.batch, state: outputs.state, durable: outputs.mustBeDurable)
            outputs.report()
            guard outputs.mustBeDurable else { return }
            outputs = PlaneOutputs(context)
            try committed(into: &outputs)
            if outputs.batch.isEmpty { return }
        }
    }

    private func restore(_ batch: RecordBatch) throws {
        let context = context
        let topics = batch.topics.map(Topic.init(rawValue:))
        var notes = ReadingNotes()
        for index in batch.indices {
            if batch.topic(index) == context.stateTopic {
                restore(snapshot: index, of: batch)
                continue
            }
            // What cannot be read, or made the plane fail, was a dead letter then and is none of
            // the state.
            guard context.poison.failure(at: batch.place(index))?.isRefusal != false,
                let topic = topics[Int(batch.records[index].topic)],
                let message = context.readPast(index, of: batch, topic, notes: &notes)
            else { continue }
            do {
                try restore(message, index, of: batch)
            } catch {
                throw PlaneFault(batch.place(index), error)
            }
        }
        context.status.add(history: batch.count)
    }

    private func restore(snapshot index: Int, of batch: RecordBatch) {
        let prefix = "\(context.name.rawValue)/"
        guard let key = batch.keyText(index), key.hasPrefix(prefix) else { return }
        restore(state: String(key.dropFirst(prefix.count)), index, of: batch)
    }
}

/// A plane's failure on a record: the supervisor starts the plane again, and the record goes to
/// the dead letters if it fails again.
struct PlaneFault: Error, CustomStringConvertible {
    let place: Place
    let cause: any Error
    /// The machine took the record, brokers did not take what came of it.
    let isRefusal: Bool

    init(_ place: Place, _ cause: any Error) {
        self.place = place
        self.cause = cause
        isRefusal = false
    }

    /// Brokers refuse what comes of a record; nil for everything else.
    init?(refused error: any Error) {
        guard let fault = error as? BusFault, fault.code == .recordRefused, let place = fault.cause
        else { return nil }
        self.place = place
        cause = fault
        isRefusal = true
    }

    var description: String { "\(place): \(cause)" }
}
