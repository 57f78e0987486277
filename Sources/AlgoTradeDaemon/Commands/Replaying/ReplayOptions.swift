import ArgumentParser
import Contracts
import YAMLConfig

/// What the records of tables are.
struct TableOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Which column holds what, for tables whose header is not known.",
            valueName: "shape:field=column,…"))
    var columns: String?

    @Option(help: "The symbol of all records of tables without a symbol of their own.")
    var symbol: String?

    @Option(help: "As TWS has it: STK, FUT, CASH, CRYPTO, BOND.")
    var secType: String?

    @Option(help: "The exchange of all records of tables.")
    var exchange: String?

    @Option(help: "The currency of all records of tables.")
    var currency: String?

    @Option(help: "The contract's number, of all records of tables.")
    var conId: Int64?

    @Option(help: "What records of tables say of their source; replay when nothing is said.")
    var source: String?

    @Option(help: ArgumentHelp("The bars' size as TWS spells it.", valueName: "1 min"))
    var barSize: String?

    @Flag(
        name: .customLong("no-header"),
        help: "Tables have no header: --columns names columns by number, #1 the first.")
    var hasNoHeader = false

    @Flag(help: "Scales the prices of daily bars by their column adj_close.")
    var adjust = false

    /// - Throws: `ValidationError`
    func file(_ argument: String) throws -> ReplayFile {
        var constants = RecordConstants(
            secType: secType, exchange: exchange, currency: currency, conId: conId,
            source: source)
        if let symbol { constants.symbol = try Self.symbol(symbol, "--symbol") }
        if let conId, conId < 0 {
            throw ValidationError("--con-id must not be negative, found \(conId)")
        }
        if let barSize {
            guard let size = BarSize(rawValue: barSize) else {
                let names = BarSize.allCases.map(\.rawValue)
                let nearest = NearestName.find(barSize, in: names).map { "; did you mean \($0)?" }
                throw ValidationError(
                    "no bars have the size \"\(barSize)\"\(nearest ?? "")")
            }
            constants.barSize = size
        }
        var path = argument
        // A file may have = in its name.
        if let equals = argument.lastIndex(of: "="), !InputFile.exists(argument) {
            path = String(argument[..<equals])
            constants.symbol = try Self.symbol(
                String(argument[argument.index(after: equals)...]), argument)
        }
        do {
            return ReplayFile(
                path: path, mapping: try columns.map { try ColumnMapping($0) },
                constants: constants, hasHeader: !hasNoHeader, isAdjusted: adjust)
        } catch let fault as MappingFault {
            throw ValidationError("--columns: \(fault.reason); \(fault.remedy)")
        }
    }

    private static func symbol(_ text: String, _ place: String) throws -> Symbol {
        guard let symbol = Symbol(raw: text) else {
            throw ValidationError(
                "\(place): \"\(text)\" is no symbol: 1 to 20 capital letters and digits, inside "
                    + "also . - _ and a blank")
        }
        return symbol
    }
}

/// Which part of the records is replayed, how fast, and when.
struct TimeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How fast time goes by: max, 1, 60x, 0.5 …", valueName: "speed"))
    var speed = "max"

    @Option(help: ArgumentHelp("Replays everything so often.", valueName: "n"))
    var loop = 1

    // A shift back begins with a dash, as options do.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Moves all times: now, the first record's time, or a duration as 5d or -2h.",
            valueName: "shift"))
    var shift: String?

    @Option(help: ArgumentHelp("Begins with the records of this time.", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Ends before the records of this time.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("Ends after so many records.", valueName: "n"))
    var limit: Int?

    /// - Throws: `ValidationError`
    func plan(_ files: [ReplayFile]) throws -> ReplayPlan {
        var plan = ReplayPlan(files: files)
        guard let speed = ReplayPlan.Speed(speed) else {
            throw ValidationError(
                "--speed must be max or a number from 0.001 to 1000000, found \(speed)")
        }
        plan.speed = speed
        guard 1...1_000_000 ~= loop else {
            throw ValidationError("--loop must be from 1 to 1000000, found \(loop)")
        }
        plan.loops = loop
        if loop > 1, files.contains(where: { $0.path == InputFile.standardInput }) {
            throw ValidationError("--loop needs files: standard input can be read once")
        }
        if let shift {
            guard let known = ReplayPlan.Shift(shift) else {
                throw ValidationError(
                    "--shift must be now, a time or a duration as 5d or -2h, found \(shift)")
            }
            plan.shift = known
        }
        plan.from = try Self.time(from, "--from")
        plan.until = try Self.time(until, "--until")
        if let from = plan.from, let until = plan.until, until <= from {
            throw ValidationError("--until must be after --from")
        }
        if let limit {
            guard limit > 0 else {
                throw ValidationError("--limit must be at least 1, found \(limit)")
            }
            plan.limit = limit
        }
        return plan
    }

    private static func time(_ text: String?, _ name: String) throws -> Timestamp? {
        guard let text else { return nil }
        guard let time = Timestamp(replay: text) else {
            throw ValidationError(
                "\(name) must be a time as 2024-08-08T23:55:00Z or a date, found \(text)")
        }
        return time
    }
}

extension ReplayPlan.Speed {
    /// `max`, `1`, `60x`.
    init?(_ text: String) {
        if text == "max" {
            self = .max
            return
        }
        let number = text.hasSuffix("x") ? text.dropLast() : text[...]
        guard let times = Double(number), times >= 0.001, times <= 1_000_000 else { return nil }
        self = .times(times)
    }
}

extension ReplayPlan.Shift {
    /// `now`, a time, or a duration with or without a sign.
    init?(_ text: String) {
        if text == "now" {
            self = .now
        } else if let time = Timestamp(replay: text) {
            self = .first(time)
        } else {
            let isBack = text.hasPrefix("-")
            let size = isBack || text.hasPrefix("+") ? String(text.dropFirst()) : text
            guard let duration = DurationText.parse(size) else { return nil }
            let (seconds, attoseconds) = duration.components
            let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
            guard !overflow else { return nil }
            let nanoseconds = whole + attoseconds / 1_000_000_000
            self = .by(isBack ? -nanoseconds : nanoseconds)
        }
    }
}

extension Timestamp {
    /// RFC 3339, or a date: its beginning in UTC.
    init?(replay text: String) {
        guard let time = Timestamp(text) ?? Timestamp("\(text)T00:00:00Z") else { return nil }
        self = time
    }
}
