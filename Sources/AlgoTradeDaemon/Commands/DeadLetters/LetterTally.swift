import Contracts

/// Dead letters counted by topic and reason.
struct LetterTally: Sendable {
    struct Row: Sendable {
        var topic: String
        var reason: String
        var count = 0
        /// Of these: sent back.
        var redriven = 0
        var first: Timestamp
        var newest: StoredLetter
        var newestMark: RedriveMark?
    }

    private struct Key: Hashable {
        var topic: String
        var reason: String
    }

    private var byKey: [Key: Row] = [:]

    /// By topic, the commonest reason first.
    var rows: [Row] {
        byKey.values.sorted {
            ($0.topic, $1.count, $0.reason) < ($1.topic, $0.count, $1.reason)
        }
    }

    mutating func add(_ letter: StoredLetter, mark: RedriveMark?) {
        let key = Key(topic: letter.place.topic, reason: letter.reason)
        var row =
            byKey[key]
            ?? Row(
                topic: key.topic, reason: key.reason, first: letter.time, newest: letter,
                newestMark: mark)
        row.count += 1
        if mark != nil { row.redriven += 1 }
        row.first = min(row.first, letter.time)
        if letter.time >= row.newest.time {
            row.newest = letter
            row.newestMark = mark
        }
        byKey[key] = row
    }
}

extension LetterTally {
    var text: String {
        let rows = rows
        guard !rows.isEmpty else { return "no dead letters\n" }
        let topic = max(5, rows.map(\.topic.count).max() ?? 0) + 2
        let reason = max(6, rows.map(\.reason.count).max() ?? 0) + 2
        var lines = [
            NumberText.left("TOPIC", topic) + NumberText.left("REASON", reason)
                + "      COUNT   REDRIVEN  " + NumberText.left("FIRST", 26) + "LAST"
        ]
        for row in rows {
            lines.append(
                NumberText.left(row.topic, topic)
                    + NumberText.left(TerminalText.shown(row.reason), reason)
                    + NumberText.right(NumberText.whole(row.count), 11)
                    + NumberText.right(NumberText.whole(row.redriven), 11) + "  "
                    + NumberText.left("\(row.first)", 26) + "\(row.newest.time)")
            lines.append("  newest: \(Self.line(row.newest, row.newestMark))")
        }
        let count = rows.reduce(0) { $0 + $1.count }
        let redriven = rows.reduce(0) { $0 + $1.redriven }
        lines.append(
            "\(NumberText.whole(count)) dead \(count == 1 ? "letter" : "letters"), "
                + "\(NumberText.whole(redriven)) redriven")
        return lines.joined(separator: "\n") + "\n"
    }

    /// `dlq_market_raw/0/12 SPY: bidPrice: must be a number …`, and whether it is back.
    static func line(_ letter: StoredLetter, _ mark: RedriveMark?) -> String {
        let key = TerminalText.shown(letter.key ?? "-")
        let back = mark.map { "redriven \($0.at) " } ?? ""
        let again = letter.redrives == 0 ? "" : "come back \(letter.redrives)× "
        return "\(letter.place) \(key) \(back)\(again)\(letter.firstFault)"
    }

    func write(to text: inout JSONText) {
        let rows = rows
        text.member("count", rows.reduce(0) { $0 + $1.count })
        text.member("redriven", rows.reduce(0) { $0 + $1.redriven })
        text.name("groups")
        text.array(rows) { list, row in
            list.object {
                $0.member("topic", row.topic)
                $0.member("reason", row.reason)
                $0.member("count", row.count)
                $0.member("redriven", row.redriven)
                $0.member("first", "\(row.first)")
                $0.member("last", "\(row.newest.time)")
                $0.name("newest")
                $0.object { row.newest.write(to: &$0, row.newestMark) }
            }
        }
    }
}

extension StoredLetter {
    /// What a list tells of one dead letter.
    func write(to text: inout JSONText, _ mark: RedriveMark?) {
        text.member("topic", place.topic)
        text.member("partition", place.partition)
        text.member("offset", place.offset)
        text.member("timestamp", timestampMs)
        text.member("key", key)
        text.member("reason", reason)
        text.member("plane", plane)
        text.member("fault", fault)
        text.member("redrives", redrives)
        text.name("redriven")
        if let mark { mark.write(to: &text) } else { text.null() }
    }
}

extension RedriveMark {
    func write(to text: inout JSONText) {
        text.object {
            $0.member("at", "\(at)")
            $0.member("to", to)
            $0.member("count", count)
            $0.member("letter", letter.description)
        }
    }
}
