import Contracts
import KafkaBus

/// Replays into the brokers: reading and sending overlap, and nothing is dropped.
struct ReplaySend: Sendable {
    let plan: ReplayPlan
    let access: BrokerAccess
    let stopping: StopSignal
    /// Where the replay goes on if it is run again.
    var bookmark: ReplayBookmark?

    /// - Throws: ``CommandFault``
    func run() async throws(CommandFault) -> ReplaySummary {
        var summary = ReplaySummary(target: Topic.marketRaw.rawValue)
        var progress = ReplayProgress()
        let started = ContinuousClock.now
        do {
            let writer = try KafkaWriter(
                access.settings, name: "replay", timeout: .seconds(60),
                transactionalId: bookmark?.group)
            do {
                let feed = ReplayFeed(try await resumed(writer), stopping: stopping)
                try await feed.start()
                if let bookmark {
                    try await commit(feed, writer, bookmark, &summary, &progress, started)
                } else {
                    while let batch = try await feed.next() {
                        try await writer.submit(batch)
                        summary.add(batch)
                        await progress.show(feed.status, after: started)
                    }
                    try await writer.drain()
                }
                summary.reading = await feed.reading
            } catch {
                if bookmark != nil { await writer.abortTransaction() }
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
        summary.isStopped = stopping.isStopping
        return summary
    }

    /// The plan, behind what was committed.
    private func resumed(_ writer: KafkaWriter) async throws -> ReplayPlan {
        guard let bookmark else { return plan }
        // First: what an earlier run has open is taken back, and it can write no more.
        try await writer.takeTransactionalId()
        let position = try await access.withAdmin {
            try await $0.position(of: bookmark.group, bookmark.partition)
        }
        var plan = plan
        try bookmark.resume(&plan, position)
        return plan
    }

    /// Sends in transactions that hold records and the bookmark.
    private func commit(
        _ feed: ReplayFeed, _ writer: KafkaWriter, _ bookmark: ReplayBookmark,
        _ summary: inout ReplaySummary, _ progress: inout ReplayProgress,
        _ started: ContinuousClock.Instant
    ) async throws {
        var open = 0
        var openSince = ContinuousClock.now
        func finish(_ committed: Int) async throws {
            let reading = await feed.reading
            try await writer.commitTransaction(
                bookmark.position(behind: reading.skipped + committed, shift: reading.shift))
        }
        let isPaced = plan.speed != .max
        while let batch = try await feed.next() {
            if open == 0 {
                try await writer.beginTransaction()
                openSince = .now
            }
            try await writer.submit(batch)
            open += batch.count
            summary.add(batch)
            await progress.show(feed.status, after: started)
            // Nobody knows how long the next records of a paced replay take to come.
            guard
                isPaced || open >= ReplayBookmark.recordsMax
                    || ContinuousClock.now - openSince >= ReplayBookmark.interval
            else { continue }
            try await finish(summary.records)
            open = 0
        }
        if open > 0 { try await finish(summary.records) }
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

extension ReplaySummary {
    fileprivate mutating func add(_ batch: RecordBatch) {
        records += batch.count
        bytes += batch.bytes.count
    }
}
