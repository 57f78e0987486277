import Contracts
import KafkaBus
import Logging

/// Keeps one plane running: a failure starts it again, with its state rebuilt from the log.
struct PlaneSupervisor: Sendable {
    let context: PlaneContext
    let settings: SupervisionConfiguration
    let stopping: StopSignal
    /// A bus of the plane's group; a failed plane gets a new one.
    let openBus: @Sendable () async throws -> any SupervisedBus
    let makePlane: @Sendable () -> any Plane

    /// Returns when the daemon stops.
    ///
    /// - Throws: ``Escalation`` when restarting does not help.
    func run() async throws {
        var intensity = RestartIntensity(maxRestarts: settings.maxRestarts, period: settings.period)
        var backoff = Backoff(initial: settings.backoffInitial, max: settings.backoffMax)
        var random = SystemRandomNumberGenerator()
        while !stopping.isStopping {
            let started = ContinuousClock.now
            do {
                try await runOnce()
                return
            } catch {
                if stopping.isStopping { return }
                try note(error, &intensity)
            }
            if ContinuousClock.now - started > settings.period { backoff.reset() }
            let wait = backoff.next(using: &random)
            context.logger.record(
                .planeRestarting, .notice, "starting again in \(wait.wholeMilliseconds) ms")
            await stopping.wait(atMost: wait) { context.status.touch() }
        }
    }

    private func runOnce() async throws {
        let bus = try await openBus()
        let plane = makePlane()
        let onStop = stopping.add { await bus.stop() }
        defer { stopping.remove(onStop) }
        do {
            try await bus.join()
            context.logger.record(.planeStarted, .info, "plane started")
            try await plane.run(on: bus)
            await bus.close()
        } catch let fault as BusFault {
            let confirmed = await bus.confirm(fault)
            await bus.close()
            throw confirmed
        } catch {
            await bus.close()
            throw error
        }
    }

    /// Logs the failure and judges whether to go on.
    private func note(_ error: any Error, _ intensity: inout RestartIntensity) throws {
        context.status.becomeUnready()
        var counts = true
        if let fault = error as? PlaneFault ?? PlaneFault(refused: error) {
            context.poison.add(fault)
            context.logger.record(
                .planeFailed, .error, "failed on a record: \(fault.cause)",
                [
                    .topic: fault.place.topic, .partition: fault.place.partition,
                    .offset: fault.place.offset, .fault: "\(fault.cause)",
                ])
        } else if let fault = error as? BusFault {
            let isFenced = fault.code == .fenced
            context.logger.record(
                isFenced ? .fenced : .planeFailed, .error,
                isFenced
                    ? "another daemon with this instance_id has taken over: \(fault.message)"
                    : "\(fault)", [.fault: fault.code.rawValue])
            if !fault.isRetriable {
                throw Escalation(plane: context.name, cause: "\(fault)", isFenced: isFenced)
            }
            // Waiting for brokers, partitions or permission is no failure of the plane's own.
            counts = ![.unreachable, .rebalanced, .denied].contains(fault.code)
        } else {
            context.logger.record(.planeFailed, .error, "failed: \(error)")
        }
        guard !counts || intensity.admit(at: .now) else {
            throw Escalation(
                plane: context.name,
                cause: "more than \(settings.maxRestarts) restarts in \(settings.period)")
        }
    }
}

/// A bus that the supervisor opens and closes.
protocol SupervisedBus: Bus {
    func join() async throws(BusFault)
    /// What a fault means, found out while the bus is still open.
    func confirm(_ fault: BusFault) async -> BusFault
    func close() async
}

extension SupervisedBus {
    func confirm(_ fault: BusFault) async -> BusFault { fault }
}

extension KafkaBus: SupervisedBus {}

/// A plane that restarting does not help: the daemon ends, and the service manager decides.
struct Escalation: Error, CustomStringConvertible {
    let plane: PlaneName
    let cause: String
    /// Another daemon has this one's place: starting again would take it back, and so on.
    var isFenced = false

    var description: String { "the \(plane.rawValue) plane is given up: \(cause)" }
}

extension Duration {
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + attoseconds / 1_000_000_000_000_000
    }

    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : whole + attoseconds / 1_000_000_000
    }
}
