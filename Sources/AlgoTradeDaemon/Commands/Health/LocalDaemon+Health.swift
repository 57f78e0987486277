import KafkaBus

extension LocalDaemon {
    /// Its part of the report, with an empty line behind it.
    var text: String {
        let title = "Daemon on this host"
        switch self {
        case .silent(let reason): return "\(title): none, \(reason)\n\n"
        case .told(let statistics, let age):
            let what = statistics.isRunning ? "statistics of" : "ended"
            let lines = statistics.planes.map { "  \($0.text)\n" }.joined()
            return "\(title) (\(what) \(NumberText.span(age)) ago):\n\(lines)\n"
        }
    }

    /// A trouble that lasts makes it unhealthy, whichever planes have it; what troubled a daemon
    /// that has ended does not.
    var faults: [CommandFault] {
        var planes: [String: [String]] = [:]
        var subjects: [String: Set<String>] = [:]
        for plane in statistics?.planes ?? [] {
            for (trouble, own) in plane.lasting where !own.isEmpty {
                planes[trouble, default: []].append(plane.name)
                subjects[trouble, default: []].formUnion(own)
            }
        }
        return planes.sorted { $0.key < $1.key }.map { name, planes in
            let about = TerminalText.subjects(subjects[name]?.sorted() ?? [])
            let chapter = "docs/OPERATING.md, \"Troubles with Kafka that last\""
            let remedy = BusTrouble(rawValue: name).map { "\($0.remedy); see \(chapter)" }
            return CommandFault(
                TerminalText.shown("\(name)\(about) lasts: \(planes.joined(separator: ", "))"),
                remedy: remedy ?? "see \(chapter)")
        }
    }

    func write(to text: inout JSONText) {
        switch self {
        case .silent(let reason):
            text.member("reason", reason)
            text.member("age_ms", optional: nil)
            text.name("statistics")
            text.null()
        case .told(let statistics, let age):
            text.member("reason", nil)
            text.member("age_ms", optional: age.wholeMilliseconds)
            text.name("statistics")
            text.value(json: statistics.json)
        }
    }
}

extension DaemonStatistics.Plane {
    /// `data: transactions 1,204, aborted 3, commit p99 ≤ 20 ms, round trip p99 1.2 ms,
    /// rebalances 2, errors 0; lasts: topic_denied (market_raw)`
    fileprivate var text: String {
        var parts = [
            "transactions \(NumberText.whole(committed))", "aborted \(NumberText.whole(aborted))",
        ]
        if let commit { parts.append("commit p99 ≤ \(NumberText.milliseconds(commit)) ms") }
        if let roundTrip {
            parts.append("round trip p99 \(NumberText.milliseconds(roundTrip)) ms")
        }
        parts.append("rebalances \(NumberText.whole(rebalances))")
        parts.append("errors \(NumberText.whole(errors))")
        var text = "\(name): \(parts.joined(separator: ", "))"
        if !lasting.isEmpty {
            let troubles = lasting.map { $0.trouble + TerminalText.subjects($0.subjects) }
            text += "; lasts: \(troubles.joined(separator: ", "))"
        }
        return TerminalText.shown(text)
    }
}

extension TerminalText {
    /// ` (a, b)`; empty for a trouble of which there is only one.
    fileprivate static func subjects(_ subjects: [String]) -> String {
        let named = subjects.filter { !$0.isEmpty }
        return named.isEmpty ? "" : " (\(named.joined(separator: ", ")))"
    }
}
