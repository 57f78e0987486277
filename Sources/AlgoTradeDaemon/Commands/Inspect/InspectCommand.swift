import ArgumentParser
import Contracts
import Trading
import YAMLConfig

struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Shows a symbol's market data: prices, order flow, verdicts, gaps, quality.",
        discussion: """
            From recorded files, which go through the data plane's own machine as the daemon \
            would run it, without any broker; or, without --file, from the topics of the \
            brokers: market_events, ofi_events and dlq_market_raw as the daemon wrote them, and \
            market_raw for what was dropped.

            Files are those of `algotraded replay`: tables and NDJSON, plain or gzip, merged by \
            time. A line that is no record counts as a dead letter.

            A summary is printed (--format json for scripts). --output writes a page as well: \
            one HTML file that needs nothing else, with the chart, every verdict of the gates, \
            the gaps and the OFI windows. --windows prints each window with a score instead, one \
            a line, as the daemon writes it into ofi_events.

            With --file the configuration's data_plane holds, or its defaults where there is no \
            configuration.

            --from and --until are records' times; windows and gates still see what lies before. \
            A gap is a longer time without an event while the market of --calendar is open. \
            Without --calendar the records' secType chooses: stocks XNYS, futures CME, CASH \
            FOREX, else 24x7.

            Examples:
              algotraded inspect SPY --file ticks.ndjson -o spy.html
              algotraded inspect ETHUSDT -f l1.csv.gz -f trades.csv.gz -o page.html
              algotraded inspect ETHUSDT -f l1.csv.gz --sec-type CRYPTO --format json
              algotraded inspect ETHUSDT -f l1.csv.gz --windows --set data_plane.ofi.window=1s
              algotraded inspect SPY --from 2026-03-02T14:30:00Z --until 2026-03-02T15:00:00Z
            """)

    @Argument(help: "The symbol, as events carry it: SPY, BRK.B.")
    var symbol: String

    @Option(
        name: .shortAndLong, parsing: .singleValue,
        help: "A recorded file; may be given again. - is standard input.", completion: .file())
    var file: [String] = []

    @Option(
        name: .shortAndLong, help: "Where the page is written.",
        completion: .file(extensions: ["html"]))
    var output: String?

    @Flag(help: "Prints the OFI windows, as records of ofi_events, and no summary.")
    var windows = false

    @Option(help: ArgumentHelp("Leaves out what is earlier.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Leaves out this time and what is later.", valueName: "time"))
    var until: String?

    @Option(
        help: ArgumentHelp("When the market is open.", valueName: "name"),
        completion: .list(SessionCalendar.Name.allCases.map(\.rawValue)))
    var calendar: String?

    @Option(help: ArgumentHelp("A longer time without an event is a gap.", valueName: "duration"))
    var gap = "60s"

    @OptionGroup(title: "Tables") var table: TableOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var common: CommonOptions

    func validate() throws {
        _ = try parsed()
    }

    func run() async throws {
        let question = try parsed()
        let loaded = try common.load(isOptional: !file.isEmpty)
        try await telling {
            let inspection = try await read(question, loaded.configuration)
            let report = InspectionReport(
                inspection, calendar: question.calendar, gapNs: question.gapNs)
            if let output {
                try WholeFile.write(InspectionPage(report: report).bytes, to: output)
            }
            tell(report)
        }
    }

    private func read(
        _ question: Question, _ configuration: Configuration
    ) async throws(CommandFault) -> Inspection {
        let inspection = Inspection(
            symbol: question.symbol, range: question.range,
            settings: configuration.marketSettings,
            sources: file.isEmpty ? InspectionTopics.names : question.files.map(\.path))
        guard file.isEmpty else { return try InspectionFiles.read(question.files, inspection) }
        let access = try BrokerAccess(configuration, role: "inspect")
        return try await InspectionTopics(access: access).read(inspection)
    }

    private static func write(_ windows: [OfiEvent]) {
        for window in windows {
            var line: [UInt8] = []
            window.encode(into: &line)
            Terminal.write(String(decoding: line, as: UTF8.self) + "\n")
        }
    }

    private func tell(_ report: InspectionReport) {
        guard !windows else { return Self.write(report.inspection.windows) }
        switch format.format {
        case .json: JSONText.print { report.write(to: &$0, page: output) }
        case .text:
            Terminal.write(report.text)
            if let output { Terminal.write("\npage: \(TerminalText.shown(output))\n") }
        }
    }
}

// MARK: - Arguments

extension InspectCommand {
    struct Question {
        var symbol: Symbol
        var range: InspectionRange
        var calendar: SessionCalendar?
        var gapNs: Int64
        var files: [ReplayFile]
    }

    /// - Throws: a usage error.
    func parsed() throws -> Question {
        guard let symbol = Symbol(symbol) else {
            throw ValidationError(
                "\"\(symbol)\" is no symbol: write 1 to 20 characters, as SPY or BRK.B")
        }
        if symbol.description != symbol.description.uppercased() {
            throw ValidationError(
                "symbols are upper case; did you mean \(symbol.description.uppercased())?")
        }
        var range = InspectionRange()
        if let from { range.from = try Self.time(from, "--from") }
        if let until { range.until = try Self.time(until, "--until") }
        guard range.from < range.until else {
            throw ValidationError("--until must lie after --from")
        }
        guard let gap = DurationText.parse(gap), gap > .zero, gap < .seconds(86_400 * 10_000)
        else {
            throw ValidationError("--gap must be a duration above 0, as 10s or 5m, found \(gap)")
        }
        return Question(
            symbol: symbol, range: range, calendar: try named(calendar),
            gapNs: Int64(gap / .nanoseconds(1)), files: try files(of: symbol))
    }

    /// Tables without a column of symbols are the symbol's own.
    private func files(of symbol: Symbol) throws -> [ReplayFile] {
        let standard = file.count { $0.prefix { $0 != "=" } == InputFile.standardInput }
        guard standard < 2 else { throw ValidationError("standard input can be read once") }
        return try file.map {
            var file = try table.file($0)
            file.symbolOtherwise = symbol
            return file
        }
    }

    private func named(_ calendar: String?) throws -> SessionCalendar? {
        guard let calendar else { return nil }
        if let known = SessionCalendar.named(calendar) { return known }
        let names = SessionCalendar.Name.allCases.map(\.rawValue)
        let nearest = NearestName.find(calendar, in: names).map { "; did you mean \($0)?" }
        throw ValidationError(
            "no calendar is called \(calendar)"
                + (nearest ?? "; there are \(names.joined(separator: ", "))"))
    }

    private static func time(_ text: String, _ option: String) throws -> Timestamp {
        guard let time = Timestamp(text) else {
            throw ValidationError(
                "\(option) must be a time with its offset, as 2026-03-02T14:30:00Z, found \(text)")
        }
        return time
    }
}
