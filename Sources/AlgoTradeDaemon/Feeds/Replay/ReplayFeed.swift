import Contracts

/// Recorded files as a feed.
actor ReplayFeed: Feed {
    nonisolated let name = "replay"

    private let plan: ReplayPlan
    private let stopping: StopSignal
    private let complain: @Sendable (String) -> Void
    private var reader: ReplayReader?
    private var pace = ReplayPace()
    private(set) var status = FeedStatus()
    /// How far the reading is that was handed on.
    private(set) var reading = ReplayReading()

    /// - Parameters:
    ///   - stopping: has it end, as ``stop()`` does.
    ///   - complain: tells of lines that are passed over.
    init(
        _ plan: ReplayPlan, stopping: StopSignal = StopSignal(),
        complain: @escaping @Sendable (String) -> Void = { Terminal.complain($0) }
    ) {
        self.plan = plan
        self.stopping = stopping
        self.complain = complain
    }

    func start() async throws(FeedFault) {
        status.phase = .starting
        do {
            let stopping = stopping
            reader = try ReplayReader(
                plan, form: .batch, isStopping: { stopping.isStopping }, complain: complain)
            status.phase = .running
        } catch {
            throw fail(error)
        }
    }

    func next() async throws(FeedFault) -> RecordBatch? {
        do {
            guard !stopping.isStopping, let part = try await reader?.next() else {
                status.phase = .finished
                if let reader { reading = await reader.progress }
                status.invalid = reading.invalid
                return nil
            }
            if let due = part.due { await stopping.wait(for: pace.left(until: due)) }
            if stopping.isStopping { return nil }
            status.records += part.records
            reading = part.reading
            status.invalid = reading.invalid
            status.lastTime = reading.last
            status.share = reading.bytesAll.map { Double(reading.bytesRead) / Double(max(1, $0)) }
            return part.batch
        } catch {
            throw fail(error)
        }
    }

    func stop() { stopping.stop() }

    private func fail(_ error: any Error) -> FeedFault {
        let fault =
            (error as? CommandFault).map(FeedFault.init)
            ?? FeedFault("\(error)", remedy: "try again")
        status.phase = .failed(fault.reason)
        return fault
    }
}
