import Contracts
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("Orders whose journal entry takes long")
struct ChainLateSubmissionTests {
    /// The same records, with a time of the log that they are appended to.
    private func fresh(_ batch: RecordBatch) -> RecordBatch {
        var fresh = RecordBatch()
        for index in batch.indices {
            let record = batch.records[index]
            fresh.append(
                topic: batch.topic(index), key: record.key.map { batch.bytes[$0] },
                value: record.value.map { batch.bytes[$0] })
        }
        return fresh
    }

    @Test("an order that was approved longer ago than max_intent_age is not sent, and says so")
    func late() async throws {
        let chain = MemoryChain()
        let bars = try ChainFeed.bars(400)
        try await chain.work(through: ChainFeed.batch(bars))
        let log = MemoryLog(partitions: 3, startMs: WallTime.now().timestamp.milliseconds)
        await log.append(fresh(chain.log.records(of: "market_events")))
        var settings = MemoryChain.Settings()
        settings.planes = [.orders]
        settings.orders.risk.maxIntentAge = 2_000_000_000
        let orders = MemoryChain(
            settings, log: log,
            bus: { bus, _, _ in
                // Brokers that take their time for what must be durable.
                HookedBus(bus) { _, isDurable in
                    if isDurable { try? await Task.sleep(for: .milliseconds(2500)) }
                    return nil
                }
            })
        try await orders.run {
            try await orders.settled()
            await log.append(fresh(chain.log.records(of: "order_intents")))
            try await orders.settled()
        }
        let reports = try await log.records(of: "exec_reports").reports()
        let submitted = reports.filter { $0.status == .submitted }.map(\.intentId)
        let failed = reports.filter { $0.status == .error }
        #expect(!submitted.isEmpty, "\(Set(reports.map { $0.rejectReason ?? $0.status.rawValue }))")
        #expect(Set(failed.map(\.intentId)) == Set(submitted))
        #expect(failed.allSatisfy { $0.errorMessage?.contains("max_intent_age") == true })
        #expect(!reports.contains { $0.status == .acknowledged })
    }
}
