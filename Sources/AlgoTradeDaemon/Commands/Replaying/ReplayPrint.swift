import Contracts

/// Replays to standard output, as NDJSON.
struct ReplayPrint: Sendable {
    let plan: ReplayPlan
    let stopping: StopSignal

    /// - Throws: ``CommandFault``
    func run() async throws(CommandFault) -> ReplaySummary {
        Terminal.ignoreBrokenPipes()
        var summary = ReplaySummary(target: "-")
        let started = ContinuousClock.now
        do {
            let stopping = stopping
            let reader = try ReplayReader(plan, form: .lines, isStopping: { stopping.isStopping })
            var pace = ReplayPace()
            while let part = try await reader.next() {
                if let due = part.due { await stopping.wait(for: pace.left(until: due)) }
                guard !stopping.isStopping else { break }
                summary.reading = part.reading
                try Terminal.deliver(part.lines)
                summary.records += part.records
                summary.bytes += part.bytes
            }
            if !stopping.isStopping { summary.reading = await reader.progress }
        } catch let fault as CommandFault {
            throw fault
        } catch OutputFault.closed {
            // Whoever read the records has enough of them.
            summary.isStopped = true
        } catch {
            throw CommandFault("\(error)", remedy: "check where standard output goes")
        }
        summary.elapsed = ContinuousClock.now - started
        summary.isStopped = summary.isStopped || stopping.isStopping
        return summary
    }
}
