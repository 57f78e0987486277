internal import CRDKafka
import Glibc
import Synchronization

/// A thread that is an actor's executor and sleeps on one eventfd.
///
/// The eventfd is rung by librdkafka's queues, by Swift when a job is enqueued, and by
/// ``finish()``. On waking the thread runs the jobs that wait, then gives the actor one turn to
/// drain its C queues; a turn says when it wants the next one. So C never blocks a cooperative
/// thread and nothing polls.
final class BusThread: SerialExecutor {
    private struct State {
        var jobs: [UnownedJob] = []
        var phase = Phase.notStarted
        var thread: pthread_t?
    }

    private enum Phase {
        /// Jobs wait for the thread.
        case notStarted
        case running
        /// The thread is to leave its loop.
        case finishing
        /// The thread is gone: late jobs are run by whoever brings them, one at a time.
        case finished(draining: Bool)
    }

    private let state = Mutex(State())
    /// For `rd_kafka_queue_io_event_enable`.
    let wakeDescriptor: Int32

    init() {
        wakeDescriptor = kafkabus_eventfd()
        precondition(wakeDescriptor >= 0, "no file descriptor left for an eventfd")
    }

    deinit {
        close(wakeDescriptor)
    }

    /// Starts the thread. `turn` is called on it after each waking until ``finish()``; it returns
    /// when it wants to be called next, nil for "only when rung".
    func start(name: String, turn: @escaping @Sendable () -> ContinuousClock.Instant?) {
        let box = unsafe Unmanaged.passRetained(Body(name: name, thread: self, turn: turn))
        state.withLock { $0.phase = .running }
        var handle = pthread_t()
        let failed = unsafe pthread_create(
            &handle, nil,
            { argument in
                let body = unsafe Unmanaged<Body>.fromOpaque(argument!).takeRetainedValue()
                body.run()
                return nil
            }, unsafe box.toOpaque())
        precondition(failed == 0, "no thread can be started")
        pthread_detach(handle)
    }

    /// Lets the thread leave its loop after the jobs that wait now.
    func finish() {
        state.withLock { state in
            if case .running = state.phase { state.phase = .finishing }
        }
        ring()
    }

    func ring() {
        kafkabus_eventfd_ring(wakeDescriptor)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        // The job may be the last that keeps the actor, and with it this: whoever runs it can be
        // done before this returns.
        let kept = unsafe Unmanaged.passRetained(self)
        defer { unsafe kept.release() }
        let job = UnownedJob(job)
        let bringsItself = state.withLock { state in
            state.jobs.append(job)
            guard case .finished(draining: false) = state.phase else { return false }
            state.phase = .finished(draining: true)
            return true
        }
        if bringsItself { runLateJobs() } else { ring() }
    }

    func checkIsolated() {
        let isCurrent = state.withLock { state in
            switch state.phase {
            case .finished(let draining): draining
            default: state.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false
            }
        }
        precondition(isCurrent, "not on the bus thread")
    }

    private func runLateJobs() {
        while true {
            let jobs = state.withLock { state in
                let jobs = state.jobs
                state.jobs = []
                if jobs.isEmpty { state.phase = .finished(draining: false) }
                return jobs
            }
            if jobs.isEmpty { return }
            for job in jobs { run(job) }
        }
    }

    private func run(_ job: UnownedJob) {
        unsafe job.runSynchronously(on: asUnownedSerialExecutor())
    }

    /// Keeps executor and actor alive until the thread has left its loop.
    private final class Body: Sendable {
        let name: String
        let thread: BusThread
        let turn: @Sendable () -> ContinuousClock.Instant?

        init(
            name: String, thread: BusThread,
            turn: @escaping @Sendable () -> ContinuousClock.Instant?
        ) {
            self.name = name
            self.thread = thread
            self.turn = turn
        }

        func run() {
            unsafe pthread_setname_np(pthread_self(), String(name.prefix(15)))
            thread.state.withLock { $0.thread = pthread_self() }
            thread.loop(turn)
        }
    }

    private func loop(_ turn: () -> ContinuousClock.Instant?) {
        while true {
            let (jobs, finishing) = state.withLock { state in
                let jobs = state.jobs
                state.jobs = []
                guard jobs.isEmpty, case .finishing = state.phase else { return (jobs, false) }
                state.phase = .finished(draining: false)
                return (jobs, true)
            }
            if finishing { return }
            for job in jobs { run(job) }
            let next = turn()
            if state.withLock({ !$0.jobs.isEmpty }) { continue }
            wait(until: next)
        }
    }

    private func wait(until deadline: ContinuousClock.Instant?) {
        var timeoutMs: Int32 = -1
        if let deadline {
            let left = ContinuousClock.now.duration(to: deadline)
            timeoutMs = left <= .zero ? 0 : Int32(clamping: left.wholeMilliseconds + 1)
        }
        var descriptor = pollfd(fd: wakeDescriptor, events: Int16(POLLIN), revents: 0)
        if timeoutMs != 0 { unsafe poll(&descriptor, 1, timeoutMs) }
        kafkabus_eventfd_clear(wakeDescriptor)
    }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }
}
