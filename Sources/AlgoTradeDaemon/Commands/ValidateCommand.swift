import ArgumentParser
import Contracts

struct ValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks records against their topic's contract, offline.",
        discussion: """
            Reads newline-delimited JSON from files, or from standard input without a file or \
            with -. Every fault of every record is told as `file:line: path: fault`; blank \
            lines are skipped. A summary follows: records, their faults by code and path (array \
            indices left out, the commonest first), fields that no contract knows, rules that \
            execution reports broke and reading does not insist on.

            With --format json each record gives one line: {"line", "valid", "faults": \
            [{"path", "code", "offset", "expected", "found"}]}, and "file" too when there are \
            several files. --summary adds a last line {"summary": {"records", "valid", \
            "invalid", "faults": [{"code", "path", "count"}], "further_faults", \
            "unknown_fields": [{"name", "count"}], "further_unknown_fields", "broken_rules": \
            [{"rule", "count"}]}}; "further" counts what has no row of its own any more.

            Big inputs are judged on all cores; results keep the order of the records. Exit: 0 \
            all valid, 1 not.

            Examples:
              algotraded validate --topic market_raw records.ndjson
              algotraded validate --topic order_intents --whole intent.json
              zcat bars.gz | algotraded validate --topic market_events --format json
              algotraded validate --topic exec_reports --quiet --format json reports.ndjson
            """)

    @Option(
        help: ArgumentHelp("Whose contract holds.", valueName: "topic"),
        completion: TopicName.contractCompletion, transform: TopicName.contract)
    var topic: Topic

    @Flag(help: "Each file is one record, whatever its lines.")
    var whole = false

    @Flag(name: .shortAndLong, help: "Only the summary is told, also in JSON.")
    var quiet = false

    @Flag(help: "Adds the summary to JSON as its last line; text always has it.")
    var summary = false

    @OptionGroup var output: FormatOption

    /// The grammar is the same for every verb; no contract depends on a configuration.
    @OptionGroup(visibility: .hidden) var common: CommonOptions

    @Argument(help: "NDJSON files; - is standard input.", completion: .file())
    var files: [String] = []

    func run() async throws {
        let paths = files.isEmpty ? [InputFile.standardInput] : files
        let job = ValidationJob(
            topic: topic, format: output.format, namesFiles: paths.count > 1, isWhole: whole,
            isQuiet: quiet, hasSummary: summary)
        do {
            guard try await RecordValidator(job: job).run(paths) else {
                throw ExitCode(ExitStatus.failure)
            }
        } catch let fault as OutputFault {
            if fault != .closed { Terminal.complain("\(fault)") }
            throw ExitCode(ExitStatus.failure)
        }
    }
}
