import ArgumentParser
import Contracts

struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Checks records against their topic's contract, offline.",
        discussion: """
            Reads newline-delimited JSON from files, or from standard input without a file or \
            with -. Every fault of every record is told as `file:line: path: fault`, a summary \
            follows. With --format json each record gives one line: {"line", "valid", "faults": \
            [{"path", "code", "offset", "expected", "found"}]}, and "file" too when there are \
            several files. Blank lines are skipped. Exit: 0 all valid, 1 not.

            Examples:
              algotraded validate --topic market_raw records.ndjson
              algotraded validate --topic order_intents --whole intent.json
              zcat bars.gz | algotraded validate --topic market_events --format json
            """)

    @Option(
        help: ArgumentHelp("Whose contract holds.", valueName: "topic"),
        completion: TopicName.contractCompletion, transform: TopicName.contract)
    var topic: Topic

    @Flag(help: "Each file is one record, whatever its lines.")
    var whole = false

    @OptionGroup var output: FormatOption

    /// The grammar is the same for every verb; no contract depends on a configuration.
    @OptionGroup(visibility: .hidden) var common: CommonOptions

    @Argument(help: "NDJSON files; - is standard input.", completion: .file())
    var files: [String] = []

    func run() throws {
        let paths = files.isEmpty ? [InputFile.standardInput] : files
        var validator = RecordValidator(
            topic: topic, format: output.format, namesFiles: paths.count > 1)
        var isComplete = true
        for path in paths {
            do {
                try validator.read(path, whole: whole)
            } catch {
                validator.finishFile()
                Terminal.complain("\(error)")
                isComplete = false
            }
        }
        validator.finish()
        if !isComplete || validator.tally.invalid > 0 { throw ExitCode(ExitStatus.failure) }
    }
}
