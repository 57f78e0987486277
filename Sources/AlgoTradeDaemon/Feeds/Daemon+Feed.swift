import Contracts
import KafkaBus
import Logging

extension Daemon {
    /// Replays the configured files into `market_raw`, once every plane is ready.
    func runFeed(_ kafka: KafkaSettings) async {
        for await _ in board.readiness {}
        do {
            let writer = try KafkaWriter(kafka, name: "feed")
            if configuration.dataPlane.feeds.isEmpty {
                try await replayBars(to: writer)
            } else {
                try await replayFeeds(to: writer)
            }
            await writer.close()
            let published = board.feedFigures.published
            logger.record(.feedFinished, .notice, "feed finished: \(published) records")
            guard configuration.dataPlane.onFeedEnd == .exit else { return }
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

    private func replayBars(to writer: KafkaWriter) async throws {
        let feed = configuration.dataPlane.feed
        let bars = try DailyBarFile(path: feed.file).bars
        let lines = feed.extra.isEmpty ? [] : try TextFile.lines(feed.extra)
        let extra = lines.filter { !$0.isEmpty }
        board.setFeed { $0.total = bars.count + extra.count }
        try await replay(bars, extra, feed.recordsPerSecond, to: writer)
    }

    /// Replays `data_plane.feeds`: as fast as the brokers take them, or at their speed.
    private func replayFeeds(to writer: KafkaWriter) async throws {
        let feed = ReplayFeed(configuration.dataPlane.replayPlan, stopping: stopping) { fault in
            logger.record(.feedFinished, .warning, "\(fault)")
        }
        try await feed.start()
        while let batch = try await feed.next() {
            try await writer.submit(batch)
            let status = await feed.status
            let written = status.records - (await writer.unacknowledged)
            board.setFeed {
                $0.published = written
                // How many there will be is known from the share of the bytes that are read.
                $0.total = status.share.map { Int(Double(status.records) / max($0, 1e-9)) } ?? 0
            }
        }
        try await writer.drain()
        let status = await feed.status
        board.setFeed {
            $0.published = status.records
            $0.total = status.records
            $0.isFinished = !stopping.isStopping
        }
        if status.invalid > 0 {
            logger.record(
                .feedFinished, .warning, "the feeds had \(status.invalid) lines that are no records"
            )
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
