import ArgumentParser
import Contracts
import Logging

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs the daemon (the default).",
        discussion: """
            Ends with 0 on SIGTERM, SIGINT, or when a feed with `on_end: exit` is worked through. \
            SIGHUP reads the configuration again, SIGUSR1 halts trading.
            """)

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let signals = Signals.install()
        let loaded = try common.load()
        let settings = loaded.configuration.daemon
        let telemetry = Telemetry(
            format: settings.logFormat,
            level: Logger.Level(rawValue: settings.logLevel.rawValue) ?? .info,
            journalSocket: settings.journalSocket)
        telemetry.installAsDefault()
        do {
            let daemon = try Daemon(loaded, telemetry: telemetry, signals: signals)
            try await daemon.run()
            if !loaded.configuration.dataPlane.feed.file.isEmpty,
                settings.progress != .never
            {
                Terminal.write(RunSummary(figures: RunFigures(daemon.board)).text)
            }
        } catch {
            telemetry.logger().record(.stopped, .critical, "\(error)")
            telemetry.flush()
            let isConfiguration = (error as? BusFault)?.code == .configuration
            throw ExitCode(isConfiguration ? ExitStatus.configuration : ExitStatus.failure)
        }
    }
}
