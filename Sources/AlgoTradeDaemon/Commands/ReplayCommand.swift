import ArgumentParser
import Contracts

struct ReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Sends recorded market data into market_raw, at any speed.",
        discussion: """
            Reads tables (CSV) and NDJSON of market_raw, plain or gzip, - for standard input. \
            Several files are merged by time; of equal times the file named first goes first, \
            and a file's own order is kept. The key is the symbol. Prices and sizes are sent \
            as they are written, times to the nanosecond.

            Tables are known by their header when it begins with ts_ns,bid_px,bid_sz,ask_px,\
            ask_sz (quotes), ts_ns,px,sz (trades) or symbol,date,open,high,low,close,volume \
            (daily bars). For others --columns tells what the columns hold: \
            shape:field=column,… with the shapes bidAsk (bidPrice, bidSize, askPrice, askSize), \
            allLast (price, size), realtimeBar and historicalBar (open, high, low, close, \
            volume; average, count, adjustedClose if there are). Each needs time=column@form: \
            ns, us, ms, s since 1970, rfc3339, utc (2024-08-08 23:54:15.088) or date (21:00 UTC \
            of the day). A column is named as the header does, or by number: #1.

            The symbol of a table without such a column is given as FILE=SYMBOL or --symbol; \
            else the file's name tells it if it is clear: ETHUSDT_trades_20240808.csv.gz.

            --speed max sends as fast as the brokers take the records; 1 as they were made, \
            60x sixty times as fast. With --shift now the first record is of now, as paper \
            trading wants it. --to - prints the records instead of sending them.

            With --resume NAME a replay that was ended, by whatever, goes on behind the last \
            record that is committed when it is run again with the same files and options: no \
            record is lost and none is sent twice. Records and position are committed in one \
            transaction, so read market_raw with read_committed, as the daemon does. The \
            position is the offset of the group <group_id>.replay.NAME.

            A line that is no record ends the replay with file:line and the reason; with \
            --skip-invalid such lines are counted and passed over. Exit: 0 all sent, or asked \
            to stop; 1 not.

            Examples:
              algotraded replay ETHUSDT.csv.gz
              algotraded replay quotes.csv=BTCUSDT trades.csv=BTCUSDT --sec-type CRYPTO --speed 10x
              algotraded replay day.ndjson --speed 1 --shift now --loop 5
              algotraded replay my.csv --symbol SPY --columns \
            allLast:time=when@ms,price=last,size=qty
              algotraded replay bars.csv --to - | algotraded validate --topic market_raw
            """)

    @Argument(
        help: ArgumentHelp("CSV or NDJSON, plain or gzip; - is standard input.", valueName: "file"),
        completion: .file())
    var files: [String]

    @OptionGroup(title: "Tables") var table: TableOptions
    @OptionGroup(title: "Time") var time: TimeOptions

    @Flag(help: "Counts lines that are no records and goes on.")
    var skipInvalid = false

    @Option(help: ArgumentHelp("market_raw, or - for standard output.", valueName: "where"))
    var to = Topic.marketRaw.rawValue

    @Flag(help: "The same as --to -: no broker is asked.")
    var dryRun = false

    @Option(
        help: ArgumentHelp(
            "A name under which the replay goes on where it was ended.", valueName: "name"))
    var resume: String?

    @OptionGroup var output: FormatOption
    @OptionGroup var common: CommonOptions

    private var printsRecords: Bool { dryRun || to == "-" }

    func validate() throws {
        guard to == "-" || to == Topic.marketRaw.rawValue else {
            throw ValidationError("--to must be market_raw or -, found \(to)")
        }
        if let resume {
            let isName =
                1...100 ~= resume.utf8.count
                && resume.utf8.allSatisfy { $0.isLetterOrDigit || "._-".utf8.contains($0) }
            guard isName else {
                throw ValidationError(
                    "--resume takes a name of letters, digits, dots, dashes and underscores, "
                        + "found \(resume)")
            }
            guard !printsRecords else {
                throw ValidationError("--resume needs brokers: leave out --to - and --dry-run")
            }
        }
        _ = try plan()
    }

    func run() async throws {
        let plan = try plan()
        let stopping = StopSignal()
        let signals = Signals.install()
        let watch = Task {
            for await signal in signals where signal != .halt { stopping.stop() }
        }
        defer { watch.cancel() }
        if printsRecords {
            try await telling {
                let run = ReplayPrint(plan: plan, stopping: stopping)
                tell(try await run.run())
            }
            return
        }
        let loaded = try common.load()
        try await telling {
            let access = try BrokerAccess(loaded.configuration, role: "replay")
            let topics = try await access.withAdmin { try await access.partitions($0) }
            guard topics[Topic.marketRaw.rawValue] != nil else {
                throw access.lacking(Topic.marketRaw.rawValue)
            }
            let bookmark = try resume.map { try ReplayBookmark($0, plan, access.settings) }
            let run = ReplaySend(
                plan: plan, access: access, stopping: stopping, bookmark: bookmark)
            tell(try await run.run())
        }
    }

    private func plan() throws -> ReplayPlan {
        var plan = try time.plan(files.map { try table.file($0) })
        plan.skipsInvalid = skipInvalid
        let standard = files.count { $0.prefix { $0 != "=" } == InputFile.standardInput }
        guard standard < 2 else {
            throw ValidationError("standard input can be read once")
        }
        return plan
    }

    private func tell(_ summary: ReplaySummary) {
        let isJSON = output.format == .json
        let text = isJSON ? summary.json : summary.text
        // Where the records are on standard output, the summary is not.
        if printsRecords { Terminal.show(text) } else { Terminal.write(text) }
    }
}
