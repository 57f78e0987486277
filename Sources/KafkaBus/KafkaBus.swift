internal import CRDKafka
public import Contracts

/// One plane's door to Kafka: its consumer group member and its producer, on a thread of its own.
///
/// The thread sleeps until librdkafka or Swift rings; all state here is plain actor state. Each
/// plane has its own bus, so a blocking call of one plane's transaction never holds up another.
public actor KafkaBus: Bus {
    nonisolated let thread = BusThread()
    let blocking: BlockingCalls
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    let settings: KafkaSettings
    let subscription: PlaneSubscription
    let observer: BusObserver

    var producer: Producer?
    var consumer: Consumer?
    /// Why the bus cannot go on; every later call throws it.
    var fault: BusFault?
    var isStopping = false
    var connection = ConnectionWatch()
    var monitor: BusMonitor
    var refusals = Refusals()
    /// A commit that waits until lost partitions come back, or others do.
    var suspension: CheckedContinuation<Void, Never>?
    /// Since when a call waits inside librdkafka.
    var blockedSince: ContinuousClock.Instant?
    /// Time that passes on purpose.
    private var paused: Pause?
    /// The commit that is under way while the plane works on what comes next.
    private var committing: Task<Void, Never>?

    private var waiter: CheckedContinuation<Result<Delivery, BusFault>, Never>?
    private var waitDeadline: ContinuousClock.Instant?
    private var stopDeadline: ContinuousClock.Instant?
    /// Longest that a stopping bus waits for acknowledgements. What is not committed then is
    /// read again by the next start.
    private static let stopLimit: Duration = .seconds(4)
    private static let signInterval: Duration = .seconds(1)
    var rebuilding = Rebuilding.over

    /// Connects and joins the plane's group; assignment follows as the first delivery.
    ///
    /// Waits as long as no broker answers: the observer is told once, and ``stop()`` ends it.
    /// - Throws: ``BusFault`` when the configuration is refused or the bus was stopped.
    public static func open(
        _ settings: KafkaSettings, for subscription: PlaneSubscription,
        observer: @escaping BusObserver
    ) throws(BusFault) -> KafkaBus {
        let bus = try KafkaBus(settings, subscription, observer)
        bus.thread.start(name: "bus.\(subscription.plane)") {
            bus.assumeIsolated { $0.turn() }
        }
        return bus
    }

    private init(
        _ settings: KafkaSettings, _ subscription: PlaneSubscription,
        _ observer: @escaping BusObserver
    ) throws(BusFault) {
        self.settings = settings
        self.subscription = subscription
        self.observer = observer
        blocking = BlockingCalls(name: "commit.\(subscription.plane)")
        monitor = BusMonitor(settings, plane: subscription.plane)
        let producer = try Producer(settings, plane: subscription.plane, wake: thread)
        self.producer = producer
    }

    /// Takes the transactional id (fencing an older holder) and joins the group.
    public func join() async throws(BusFault) {
        try await initTransactions()
        producer?.handle.learnTopics()
        consumer = try Consumer(settings, subscription, wake: thread)
    }

    public func receive(timeout: Duration?) async throws(BusFault) -> Delivery {
        precondition(waiter == nil, "one receiver at a time")
        // What came of the last delivery is committed before anything new about partitions: their
        // history must show it, here and at the next member that has them.
        if consumer?.hasRecords != true {
            await committed()
            if isOpen, fault == nil {
                try await holding { () async throws(BusFault) in try await finish() }
            }
        }
        consumer?.rest()
        if let next = try await nextPast() { return next }
        waitDeadline = timeout.map { ContinuousClock.now + $0 }
        let result = await withCheckedContinuation { continuation in
            waiter = continuation
            settle()
        }
        return try result.get()
    }

    public func commit(
        _ outputs: RecordBatch, state: RecordBatch, durable: Bool
    ) async throws(BusFault) {
        await committed()
        if let fault { throw fault }
        if consumer?.drops(outputs) == true { return }
        try await holding { () async throws(BusFault) in
            try await write(outputs)
            // Only now: an offset must never be committed without what came of its record.
            consumer?.offsets.finish()
            producer?.noteOpen()
            if !state.isEmpty {
                // Without a transaction a snapshot could outlive the outputs that it stands for.
                if producer?.isTransactional == false { try await finish() }
                try await write(state)
                producer?.noteOpen()
            }
            if durable || isStopping || consumer?.mustLetGo == true {
                try await finish()
            } else if producer?.mustFinish(settings.commitInterval) == true {
                finishAside()
            }
        }
    }

    /// Commits while the plane goes on; what comes of that is written when this is over.
    private func finishAside() {
        committing = Task {
            try? await holding { () async throws(BusFault) in try await finish() }
        }
    }

    /// Waits for the commit that is under way.
    func committed() async {
        await committing?.value
        committing = nil
    }

    /// After a failed write or commit nothing more may be committed, also not by ``close()``.
    private func holding(_ work: () async throws(BusFault) -> Void) async throws(BusFault) {
        do {
            try await work()
        } catch {
            fault = fault ?? error
            throw error
        }
    }

    public func stop() {
        beginStop()
        settle()
    }

    /// Finishes what is open, leaves the group and frees the clients. The bus is over.
    public func close() async {
        beginStop()
        await committed()
        if isOpen, fault == nil { try? await finish() }
        await rebuilding.reader?.close()
        rebuilding = .over
        consumer?.close()
        consumer = nil
        producer = nil
        fault = fault ?? BusFault(.closed, "the bus is closed", retriable: false)
        // What happened since the last statistics, as what ends a bus often does.
        tellFigures()
        settle()
        blocking.finish()
        thread.finish()
    }

    /// One look at the C queues: drains them by budget and wakes whoever waits. Says when the
    /// next look is wanted without being rung.
    private func turn() -> ContinuousClock.Instant? {
        var budget = 4096
        serveProducer(&budget)
        serveConsumer(&budget)
        if isStopping, suspension != nil, isLate {
            fault = BusFault(.unreachable, "stopped before the brokers acknowledged everything")
        }
        settle()
        endPause()
        if budget == 0 { return .now }
        var sign = blockedSince.flatMap { since in
            // A call that never returns is a standstill.
            .now - since < settings.transactionTimeout * 2 ? since + Self.signInterval : nil
        }
        if suspension != nil || paused != nil || sign.map({ $0 <= .now }) == true {
            // Waiting for brokers is no standstill of the plane.
            observer(.waiting)
            sign = .now + Self.signInterval
        }
        let deadlines = [
            waiter == nil ? nil : waitDeadline, suspension == nil ? nil : stopDeadline,
            consumer?.deadline, sign, paused?.until,
        ]
        return deadlines.compactMap { $0 }.min()
    }

    private struct Pause {
        let until: ContinuousClock.Instant
        let continuation: CheckedContinuation<Void, Never>
    }

    /// Lets time pass while the queues are served, unless the bus is stopped.
    func pause(_ duration: Duration) async {
        guard !isStopping else { return }
        precondition(paused == nil, "one pause at a time")
        await withCheckedContinuation {
            paused = Pause(until: .now + duration, continuation: $0)
        }
    }

    private func endPause() {
        guard let paused, isStopping || paused.until <= .now else { return }
        self.paused = nil
        paused.continuation.resume()
    }

    private func beginStop() {
        isStopping = true
        stopDeadline = stopDeadline ?? .now + Self.stopLimit
    }

    /// Whether a stopping bus has waited long enough for brokers that do not answer.
    var isLate: Bool { stopDeadline.map { $0 <= .now } ?? false }

    /// Resumes the receiver and the waiting commit when there is something for them.
    func settle() {
        if let suspension, consumer?.isSuspended != true || fault != nil {
            self.suspension = nil
            suspension.resume()
        }
        guard let waiter else { return }
        let result: Result<Delivery, BusFault>
        if let fault {
            result = .failure(fault)
        } else if isStopping {
            result = .success(.closed)
        } else if let delivery = consumer?.take() {
            result = .success(delivery)
        } else if let waitDeadline, waitDeadline <= .now {
            result = .success(.idle)
        } else {
            return
        }
        self.waiter = nil
        consumer?.isBusy = true
        waiter.resume(returning: result)
    }
}
