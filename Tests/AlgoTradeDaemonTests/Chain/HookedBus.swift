import Contracts

@testable import AlgoTradeDaemon

/// A bus on which something happens before each commit: it takes time, or is refused.
final class HookedBus: SupervisedBus {
    typealias Hook = @Sendable (_ outputs: RecordBatch, _ isDurable: Bool) async -> BusFault?

    private let bus: MemoryBus
    private let hook: Hook

    init(_ bus: MemoryBus, beforeCommit hook: @escaping Hook) {
        self.bus = bus
        self.hook = hook
    }

    func receive(timeout: Duration?) async throws(BusFault) -> Delivery {
        try await bus.receive(timeout: timeout)
    }

    func rewind(to offsets: [TopicPartition: Int64]) async throws(BusFault) {
        try await bus.rewind(to: offsets)
    }

    func commit(
        _ outputs: RecordBatch, state: RecordBatch, durable: Bool
    ) async throws(BusFault) {
        if let fault = await hook(outputs, durable) { throw fault }
        try await bus.commit(outputs, state: state, durable: durable)
    }

    func stop() async { await bus.stop() }
    func join() async throws(BusFault) {}
    func close() async {}
}
