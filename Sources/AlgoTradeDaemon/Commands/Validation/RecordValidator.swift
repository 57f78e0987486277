import Contracts

/// Reads files record by record and tells what is wrong with them, in bounded memory and with
/// all cores when there is much to read.
struct RecordValidator: Sendable {
    let job: ValidationJob
    var output = ValidationOutput.terminal

    /// Judges all records of all files, then tells the summary.
    ///
    /// - Returns: whether every file was read to its end and every record is valid.
    /// - Throws: ``OutputFault`` when the results cannot be written.
    func run(_ paths: [String]) async throws(OutputFault) -> Bool {
        let queue = BlockQueue(paths, whole: job.isWhole, blockBytes: job.blockBytes)
        let results = ValidationResults(output, workers: job.workers)
        var worker = ValidationWorker(job, queue, results)
        var isDone = false
        // What is small is judged here: waking others would take longer.
        while !isDone, job.workers == 1 || queue.bytes < job.blockBytes {
            isDone = try await !worker.step()
        }
        if !isDone { try await share(queue, results) }
        await results.finish()
        let tally = await results.total
        try await results.write(summary(tally))
        return await results.isComplete && tally.invalid == 0
    }

    /// Judges what is left in as many tasks as there are cores.
    private func share(
        _ queue: BlockQueue, _ results: ValidationResults
    ) async throws(OutputFault) {
        let failure = await withTaskGroup(of: OutputFault?.self) { group in
            for _ in 0..<job.workers {
                group.addTask {
                    var worker = ValidationWorker(job, queue, results)
                    return await worker.failure()
                }
            }
            var first: OutputFault?
            for await failure in group { first = first ?? failure }
            return first
        }
        if let failure { throw failure }
    }

    private func summary(_ tally: ValidationTally) -> [UInt8] {
        let summary = ValidationSummary(tally: tally)
        guard job.format == .json else { return Array(summary.text.utf8) }
        var text = JSONText()
        if job.hasSummary || job.isQuiet { summary.write(to: &text) }
        return text.bytes
    }
}

/// Judges one block after the other.
private struct ValidationWorker: Sendable {
    private let job: ValidationJob
    private let queue: BlockQueue
    private let results: ValidationResults
    private var buffer: [UInt8] = []
    private var beginning = ValidationTally()

    init(_ job: ValidationJob, _ queue: BlockQueue, _ results: ValidationResults) {
        self.job = job
        self.queue = queue
        self.results = results
    }

    /// Judges blocks until there are none any more.
    ///
    /// - Returns: why results cannot be written, if so.
    mutating func failure() async -> OutputFault? {
        do throws(OutputFault) {
            while try await step() {}
            return nil
        } catch {
            return error
        }
    }

    /// Judges the next block; false when there is none any more.
    ///
    /// - Throws: ``OutputFault`` when results cannot be written; then no one gets a block any
    ///   more.
    mutating func step() async throws(OutputFault) -> Bool {
        guard let block = queue.next(&buffer) else { return false }
        var part = ValidationPart(block, job, after: beginning)
        do {
            part.judge(buffer)
            while !part.isFinal {
                if !part.isTotal { part.follow(try await results.turn(of: block.number)) }
                try await results.write(part.takeText())
                part.judge(buffer)
            }
            beginning = try await results.hand(part)
            return true
        } catch {
            queue.close()
            throw error
        }
    }
}
