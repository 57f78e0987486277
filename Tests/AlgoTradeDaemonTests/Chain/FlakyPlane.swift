import Contracts
import Synchronization

@testable import AlgoTradeDaemon

/// A plane that fails where a test wants it to; else it is the plane inside, on whose executor it
/// runs.
actor FlakyPlane<Inner: Plane>: Plane {
    private nonisolated let inner: Inner
    private let plan: FailurePlan

    init(_ inner: Inner, _ plan: FailurePlan) {
        self.inner = inner
        self.plan = plan
    }

    nonisolated var context: PlaneContext { inner.context }
    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe inner.unownedExecutor }

    var quietAfter: Duration? { inner.assumeIsolated { $0.quietAfter } }

    func reset(_ partitions: [TopicPartition]) {
        inner.assumeIsolated { $0.reset(partitions) }
    }

    func restore(_ message: Message, _ index: Int, of batch: RecordBatch) throws {
        try plan.meet(.restore(batch.place(index)))
        try inner.assumeIsolated { try $0.restore(message, index, of: batch) }
    }

    func restore(state name: String, _ index: Int, of batch: RecordBatch) {
        inner.assumeIsolated { $0.restore(state: name, index, of: batch) }
    }

    func rewinds(_ inputs: [InputRange]) -> [TopicPartition: Int64] {
        inner.assumeIsolated { $0.rewinds(inputs) }
    }

    func absorb(_ message: Message, _ index: Int, of batch: RecordBatch) {
        inner.assumeIsolated { $0.absorb(message, index, of: batch) }
    }

    func applied(_ batch: RecordBatch, into outputs: inout PlaneOutputs) {
        inner.assumeIsolated { $0.applied(batch, into: &outputs) }
    }

    func restored(into outputs: inout PlaneOutputs) throws {
        try plan.meet(.restored)
        try inner.assumeIsolated { try $0.restored(into: &outputs) }
    }

    func apply(
        _ message: Message, _ index: Int, of batch: RecordBatch,
        into outputs: inout PlaneOutputs
    ) throws {
        try plan.meet(.apply(batch.place(index)))
        try inner.assumeIsolated { try $0.apply(message, index, of: batch, into: &outputs) }
    }

    func quiet(into outputs: inout PlaneOutputs) throws {
        try plan.meet(.quiet)
        try inner.assumeIsolated { try $0.quiet(into: &outputs) }
    }

    func committed(into outputs: inout PlaneOutputs) throws {
        try plan.meet(.committed)
        try inner.assumeIsolated { try $0.committed(into: &outputs) }
    }

    func publish() { inner.assumeIsolated { $0.publish() } }
    func publishDetails() { inner.assumeIsolated { $0.publishDetails() } }
}

/// Where a plane fails, and where it came past.
final class FailurePlan: Sendable {
    enum Moment: Hashable, Sendable {
        case apply(Place)
        case restore(Place)
        case restored, quiet, committed
    }

    struct Planted: Error, CustomStringConvertible {
        var description: String { "planted" }
    }

    private let fails: @Sendable (Moment, Int) -> Bool
    private let met = Mutex<[Moment: Int]>([:])

    /// `fails` is asked each time, with how often the plane has come there, from 1.
    init(_ fails: @escaping @Sendable (Moment, Int) -> Bool) {
        self.fails = fails
    }

    func meet(_ moment: Moment) throws {
        let count = met.withLock { met in
            met[moment, default: 0] += 1
            return met[moment]!
        }
        if fails(moment, count) { throw Planted() }
    }

    func times(_ moment: Moment) -> Int { met.withLock { $0[moment] ?? 0 } }

    /// The plane with this plan.
    func wrap<Inner: Plane>(_ inner: Inner) -> any Plane { FlakyPlane(inner, self) }
}

/// Opens once; whoever comes before waits.
final class ChainGate: Sendable {
    private let isOpen = Mutex(false)

    func open() { isOpen.withLock { $0 = true } }

    func pass() async throws {
        try await eventually("the gate to open") { isOpen.withLock { $0 } }
    }
}
