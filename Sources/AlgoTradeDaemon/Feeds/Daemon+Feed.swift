import Contracts
import KafkaBus
import Logging

extension Daemon {
    /// Replays the configured file into `market_raw`, once every plane is ready.
    func runFeed(_ kafka: KafkaSettings) async {
        for await _ in board.readiness {}
        do {
            let feed = configuration.dataPlane.feed
            let bars = try DailyBarFile(path: feed.file).bars
            let lines = feed.extra.isEmpty ? [] : try TextFile.lines(feed.extra)
            let extra = lines.filter { !$0.isEmpty }
            board.setFeed { $0.total = bars.count + extra.count }
            let writer = try KafkaWriter(kafka, name: "feed")
            try await replay(bars, extra, feed.recordsPerSecond, to: writer)
            await writer.close()
            let published = board.feedFigures.published
            logger.record(.feedFinished, .notice, "feed finished: \(published) records")
            guard feed.onEnd == .exit else { return }
            while !board.isDrained, !stopping.isStopping {
                try await Task.sleep(for: .milliseconds(50))
            }
            stop("the feed is finished and worked through")
        } catch {
            guard !stopping.isStopping else { return }
            logger.record(.feedFinished, .error, "the feed failed: \(error)")
            board.setFeed { $0.failure = "the feed failed: \(error)" }
            stop("the feed failed")
        }
    }

    /// Bars of one day go together; the extra records are spread evenly between the days.
    private func replay(
        _ bars: [MarketRaw], _ extra: [String], _ rate: Int, to writer: KafkaWriter
    ) async throws {
        let clock = ContinuousClock()
        let started = clock.now
        let total = bars.count + extra.count
        var next = 0
        var extraNext = 0
        var published = 0
        while next < bars.count || extraNext < extra.count, !stopping.isStopping {
            var batch = RecordBatch()
            if next < bars.count {
                let time = bars[next].time
                while next < bars.count, bars[next].time == time {
                    batch.append(
                        topic: Topic.marketRaw.rawValue, key: bars[next].symbol,
                        write: bars[next].encode)
                    next += 1
                }
            }
            while extraNext < extra.count, extraNext * bars.count <= next * extra.count {
                batch.append(
                    topic: Topic.marketRaw.rawValue, key: Array("EXTRA".utf8),
                    value: Array(extra[extraNext].utf8))
                extraNext += 1
            }
            try await writer.write(batch)
            published += batch.count
            let done = published
            board.setFeed { $0.published = done }
            guard rate > 0, done < total else { continue }
            let due = started + .seconds(1) * (Double(done) / Double(rate))
            try await clock.sleep(until: due)
        }
        board.setFeed { $0.isFinished = true }
    }
}
