import Contracts
import KafkaBus

/// Replays into the brokers: reading and sending overlap, and nothing is dropped.
struct ReplaySend: Sendable {
    let plan: ReplayPlan
    let access: BrokerAccess
    let stopping: StopSignal

    /// - Throws: ``CommandFault``
    func run() async throws(CommandFault) -> ReplaySummary {
        let feed = ReplayFeed(plan, stopping: stopping)
        var summary = ReplaySummary(target: Topic.marketRaw.rawValue)
        var progress = ReplayProgress()
        let started = ContinuousClock.now
        do {
            try await feed.start()
            let writer = try KafkaWriter(access.settings, name: "replay", timeout: .seconds(60))
            do {
                while let batch = try await feed.next() {
                    try await writer.submit(batch)
                    summary.records += batch.count
                    summary.bytes += batch.bytes.count
                    await progress.show(feed.status, after: started)
                }
                try await writer.drain()
            } catch {
                await writer.close()
                throw error
            }
            await writer.close()
        } catch {
            progress.clear()
            throw fault(error, summary)
        }
        progress.clear()
        summary.elapsed = ContinuousClock.now - started
        summary.reading = await feed.reading
        summary.isStopped = stopping.isStopping
        return summary
    }

    private func fault(_ error: any Error, _ summary: ReplaySummary) -> CommandFault {
        let reason =
            (error as? FeedFault).map { CommandFault($0.reason, remedy: $0.remedy) }
            ?? access.fault(error)
        guard summary.records > 0 else { return reason }
        return CommandFault(
            "\(reason.reason); up to \(NumberText.whole(summary.records)) records had been sent",
            remedy: reason.remedy, exitCode: reason.exitCode)
    }
}
