import Contracts
import Logging
import Trading

/// Tells the planes' figures every interval: a line of each plane in the log, the symbols that
/// miss a target, and all of it in a file of the state directory.
struct StatisticsReporter: Sendable {
    /// Symbols that are told in the log at a time.
    static let symbolsTold = 5

    /// The report's name in the state directory.
    static let fileName = "statistics.json"

    let board: StatusBoard
    /// `kafka.group_id`
    let group: String
    let interval: Duration
    /// Holds the newest report; readers see it whole.
    let path: String
    /// The log of a plane.
    let logger: @Sendable (PlaneName) -> Logger

    init(_ daemon: Daemon) {
        board = daemon.board
        group = daemon.configuration.kafka.groupId
        interval = daemon.configuration.daemon.statisticsInterval
        path = "\(daemon.state.path)/\(Self.fileName)"
        logger = { [telemetry = daemon.telemetry] in telemetry.logger(plane: $0.rawValue) }
    }

    /// Reports until cancelled, and then once more. The first report, of a beginning, takes the
    /// place of an earlier daemon's.
    func run() async {
        guard interval > .zero else { return }
        var last: StatisticsReport?
        var (since, lastFault) = (ContinuousClock.now, String?.none)
        var isRunning = true
        while true {
            let now = ContinuousClock.now
            let report = StatisticsReport(
                board, group: group, at: WallTime.now().timestamp, after: now - since, last: last,
                isRunning: isRunning)
            tell(report)
            let fault = write(report)
            // A fault that lasts is told once.
            if let fault, fault != lastFault { logger(.data).record(.statistics, .warning, fault) }
            guard isRunning else { return }
            (last, since, lastFault) = (report, now, fault)
            isRunning = (try? await Task.sleep(for: interval)) != nil
        }
    }

    /// Puts the report in the place of the one before; what is wrong when that fails.
    private func write(_ report: StatisticsReport) -> String? {
        do throws(CommandFault) {
            try WholeFile.write(report.json, to: path)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func tell(_ report: StatisticsReport) {
        for plane in report.planes {
            guard let line = plane.line else { continue }
            let logger = logger(plane.name)
            logger.record(.statistics, .info, line)
            let missing = plane.figures.marketSymbols.prefix { $0.missedTargets > 0 }
            for symbol in missing.prefix(Self.symbolsTold) {
                logger.record(.statistics, .info, symbol.line, [.symbol: symbol.symbol])
            }
        }
    }
}

extension MarketSymbolFigures {
    /// `freshness p50 3 ms, p95 412 ms; complete 0.97; 10,422 records, 12 refused or dropped`
    fileprivate var line: String {
        var parts: [String] = []
        if let freshnessP50Ms, let freshnessP95Ms {
            parts.append("freshness p50 \(age(freshnessP50Ms)), p95 \(age(freshnessP95Ms))")
        }
        if let completeness {
            let thousandths = Int((completeness * 1000).rounded())
            parts.append("complete \(Double(thousandths) / 1000)")
        }
        parts.append(
            "\(NumberText.whole(records)) records, \(NumberText.whole(faulty)) refused or dropped")
        return parts.joined(separator: "; ")
    }

    /// Ages are kept in 32 bits.
    private func age(_ milliseconds: Int64) -> String {
        milliseconds < Int64(UInt32.max) ? "\(milliseconds) ms" : "over 49 days"
    }
}

extension Task<Void, Never> {
    /// Cancels it and waits for its end.
    func finish() async {
        cancel()
        await value
    }
}
