import Contracts
import Trading

extension PageData {
    /// [end, z, OFI, mean, std, events], as the machine gave them.
    func addWindows(to json: inout JSONText) {
        json.name("windows")
        json.array(report.inspection.windows) { json, window in
            json.list {
                Self.add(window.timestamp, to: &$0)
                $0.value(window.ofiZ)
                for figure in [window.ofiRaw, window.ofiMa, window.ofiStd] {
                    if let figure { $0.value(figure) } else { $0.null() }
                }
                if let count = window.eventCount { $0.value(count) } else { $0.null() }
            }
        }
    }

    /// Reasons by their numbers, then [kind, time, reason, detail, place].
    func addVerdicts(to json: inout JSONText) {
        let inspection = report.inspection
        let shown = inspection.verdicts.enumerated().sorted {
            (($0.element.time ?? .zero), $0.offset) < (($1.element.time ?? .zero), $1.offset)
        }
        .map(\.element)
        json.name("tallies")
        json.array([inspection.deadLetters, inspection.drops]) { json, tally in
            json.array(tally.rows) { json, row in
                json.list {
                    $0.value(row.name)
                    $0.value(row.count)
                }
            }
        }
        json.name("verdicts")
        json.array(shown) { json, verdict in
            json.list {
                $0.value(verdict.kind.rawValue)
                if let time = verdict.time { Self.add(time, to: &$0) } else { $0.null() }
                $0.value(verdict.reason)
                $0.value(verdict.detail)
                $0.value(verdict.place)
            }
        }
    }

    /// [from, until, open nanoseconds, missing bars].
    func addGaps(to json: inout JSONText) {
        json.name("gaps")
        json.array(report.gaps) { json, gap in
            json.list {
                Self.add(gap.from, to: &$0)
                Self.add(gap.until, to: &$0)
                $0.value(gap.openNs)
                if let missing = gap.missingBars { $0.value(missing) } else { $0.null() }
            }
        }
    }

    /// [date, open, close]; those that the span touches.
    func addSessions(to json: inout JSONText) {
        json.name("sessions")
        guard let span = report.inspection.span else { return json.list { _ in } }
        let week: Int64 = 7 * 86_400 * 1_000_000_000
        let sessions = report.calendar.sessions(
            from: span.first.advanced(byNanoseconds: -week),
            until: span.last.advanced(byNanoseconds: week))
        json.array(sessions.prefix(Self.sessionsMax)) { json, session in
            json.list {
                $0.value(session.date.description)
                Self.add(session.open, to: &$0)
                Self.add(session.close, to: &$0)
            }
        }
    }

    /// [seconds, nanoseconds]
    static func add(_ time: Timestamp, to json: inout JSONText) {
        let parts = time.parts
        json.list {
            $0.value(parts.seconds)
            $0.value(parts.nanoseconds)
        }
    }
}
