import ArgumentParser
import Contracts
import Logging

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the daemon (the default).",
        discussion: """
            Ends with 0 on SIGTERM, SIGINT, or when a feed with `on_end: exit` is worked through. \
            SIGHUP reads the configuration again, SIGUSR1 halts trading. A run with a feed shows \
            its progress and ends with a summary; --format json writes the summary alone, as one \
            JSON object.

            Examples:
              algotraded
              algotraded run --config /etc/algotraded/kafka.yaml
              algotraded --config etc/demo.yaml --set data_plane.feed.records_per_second=0
            """)

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let signals = Signals.install()
        // Warnings go to the log.
        var loaded = try common.load(warns: false)
        let settings = loaded.configuration.daemon
        // Progress and a JSON document do not go to one output.
        if output.format == .json { loaded.configuration.daemon.progress = .never }
        let telemetry = Telemetry(
            format: settings.logFormat,
            level: Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info,
            journalSocket: settings.journalSocket)
        telemetry.installAsDefault()
        do {
            let daemon = try Daemon(loaded, telemetry: telemetry, signals: signals)
            try await daemon.run()
            if loaded.configuration.dataPlane.hasFeed {
                summarise(RunSummary(figures: RunFigures(daemon.board)), settings.progress)
            }
        } catch {
            telemetry.logger().record(.stopped, .critical, "\(error)")
            telemetry.flush()
            // What a restart cannot mend: the service manager leaves the daemon down.
            let isConfiguration =
                (error as? BusFault)?.code == .configuration
                || (error as? Escalation)?.isFenced == true
            throw ExitCode(isConfiguration ? ExitStatus.configuration : ExitStatus.failure)
        }
    }

    private func summarise(_ summary: RunSummary, _ progress: ProgressDisplay) {
        switch output.format {
        case .json: JSONText.print { summary.write(to: &$0) }
        case .text: if progress != .never { Terminal.write(summary.text) }
        }
    }
}
