import Contracts
import Glibc
import Logging

extension Daemon {
    /// Begins the way down, once: planes finish the batch in hand, commit and leave.
    func stop(_ why: String) {
        guard !stopping.isStopping else { return }
        logger.record(.stopping, .notice, "stopping: \(why)")
        notify.stopping(why)
        let limit = configuration.daemon.shutdownTimeout
        Task {
            try? await Task.sleep(for: limit)
            logger.record(
                .shutdownTimeout, .critical,
                "not everything could be finished in \(limit); ending without it")
            telemetry.flush()
            _exit(1)
        }
        stopping.stop()
    }

    func followSignals() async {
        var current = configuration
        for await signal in signals {
            switch signal {
            case .terminate, .interrupt:
                if stopping.isStopping {
                    logger.record(.signal, .warning, "second signal: ending at once")
                    telemetry.flush()
                    _exit(1)
                }
                stop(signal == .terminate ? "SIGTERM" : "SIGINT")
            case .reload: reload(&current)
            case .halt: haltTrading()
            }
        }
    }

    /// SIGHUP: takes over what may change while the daemon runs.
    private func reload(_ current: inout Configuration) {
        guard board.isReady else { return }
        notify.reloading()
        defer { notify.ready() }
        do {
            let new = try ConfigurationFile.load(path: loaded.path, overrides: loaded.overrides)
            for change in current.reload(from: new.configuration) {
                let when = change.isApplied ? "" : " (with the next start)"
                logger.record(
                    .configReloaded, .notice,
                    "\(change.key): \(change.old) → \(change.new)\(when)")
            }
            if let level = Logger.Level(rawValue: current.daemon.logLevel.rawValue) {
                telemetry.level = level
            }
        } catch {
            logger.record(
                .configReloaded, .error,
                "not reloaded, the configuration stays as it was:\n\(error)")
        }
    }

    /// SIGUSR1: stops trading until somebody removes the latch and starts the daemon again.
    private func haltTrading() {
        if let error = halt.halt("SIGUSR1 at \(WallTime.now().timestamp)") {
            logger.record(
                .halted, .critical,
                "trading halted, but only until a restart: \(halt.path) cannot be written",
                [.fault: error])
        } else {
            logger.record(.halted, .critical, "trading halted by SIGUSR1; latched in \(halt.path)")
        }
    }
}
