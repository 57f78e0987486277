import Contracts

/// The account of all records at the end.
struct ValidationSummary {
    /// Kinds of faults that the text names; the others are summed up.
    static let rowsMax = 20

    let tally: ValidationTally

    /// A line, and what there is of a table of faults, of unknown fields and of broken rules.
    var text: String {
        var lines = [heading] + table
        let unknown = tally.notes.unknownFields
        if !unknown.isEmpty {
            let names = unknown.map {
                "\(TerminalText.shown($0.name)) (\(NumberText.whole($0.count)))"
            }
            let beyond = tally.notes.unknownBeyond
            let more = beyond > 0 ? " and others (\(NumberText.whole(beyond)))" : ""
            lines.append(
                "fields that no contract knows, ignored: \(names.joined(separator: ", "))\(more)")
        }
        let broken = brokenRules.map { "\($0.rule.rawValue) (\(NumberText.whole($0.count)))" }
        if !broken.isEmpty {
            lines.append("rules that reports broke, accepted: \(broken.joined(separator: ", "))")
        }
        return lines.map { "\($0)\n" }.joined()
    }

    /// `4 records: 1 valid, 3 invalid (syntax 2, rule 1)`
    private var heading: String {
        let found = ContractFault.Code.allCases.filter { tally.count(of: $0) > 0 }
            .map { "\($0.rawValue) \(NumberText.whole(tally.count(of: $0)))" }
        let faults = found.isEmpty ? "" : " (\(found.joined(separator: ", ")))"
        let noun = tally.records == 1 ? "record" : "records"
        return "\(NumberText.whole(tally.records)) \(noun): "
            + "\(NumberText.whole(tally.records - tally.invalid)) valid, "
            + "\(NumberText.whole(tally.invalid)) invalid\(faults)"
    }

    private var table: [String] {
        let kinds = tally.kinds.sorted
        guard !kinds.isEmpty else { return [] }
        var lines = [row("faults", "code", "path")]
        for (kind, count) in kinds.prefix(Self.rowsMax) {
            lines.append(row(NumberText.whole(count), kind.code.rawValue, kind.path))
        }
        let rest = kinds.dropFirst(Self.rowsMax)
        let beyond = tally.kinds.beyond
        if !rest.isEmpty || beyond > 0 {
            let count = rest.reduce(beyond) { $0 + $1.count }
            let noun = rest.count == 1 && beyond == 0 ? "kind" : "kinds"
            let least = beyond > 0 ? "more than " : ""
            lines.append(
                "\(NumberText.right(NumberText.whole(count), 12))  "
                    + "of \(least)\(rest.count) further \(noun)")
        }
        return lines
    }

    private func row(_ count: String, _ code: String, _ path: String) -> String {
        "\(NumberText.right(count, 12))  \(NumberText.left(code, 13))  \(path)"
    }

    private var brokenRules: [(rule: ReportRule, count: Int)] {
        ReportRule.allCases.map { ($0, tally.notes.count(of: $0)) }.filter { $0.1 > 0 }
    }
}

extension ValidationSummary {
    /// `{"summary":{"records":…,"valid":…,"invalid":…,"faults":[{"code","path","count"}],
    /// "further_faults":…,"unknown_fields":[{"name","count"}],"further_unknown_fields":…,
    /// "broken_rules":[{"rule","count"}]}}`
    func write(to text: inout JSONText) {
        text.object { document in
            document.name("summary")
            document.object { members(&$0) }
        }
        text.endLine()
    }

    private func members(_ summary: inout JSONText) {
        summary.member("records", tally.records)
        summary.member("valid", tally.records - tally.invalid)
        summary.member("invalid", tally.invalid)
        summary.name("faults")
        summary.array(tally.kinds.sorted) { list, row in
            list.object {
                $0.member("code", row.kind.code.rawValue)
                $0.member("path", row.kind.path)
                $0.member("count", row.count)
            }
        }
        summary.member("further_faults", tally.kinds.beyond)
        summary.name("unknown_fields")
        summary.array(tally.notes.unknownFields) { list, field in
            list.object {
                $0.member("name", field.name)
                $0.member("count", field.count)
            }
        }
        summary.member("further_unknown_fields", tally.notes.unknownBeyond)
        summary.name("broken_rules")
        summary.array(brokenRules) { list, row in
            list.object {
                $0.member("rule", row.rule.rawValue)
                $0.member("count", row.count)
            }
        }
    }
}
