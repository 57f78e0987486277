import Contracts

/// The account of a replay.
struct ReplaySummary: Sendable {
    /// Where the records went: market_raw, or -.
    var target: String
    /// Records that were written.
    var records = 0
    /// Bytes of their keys and values.
    var bytes = 0
    var elapsed = Duration.zero
    var reading = ReplayReading()
    /// It was asked to stop.
    var isStopped = false

    private var seconds: Double { max(1e-6, elapsed / .seconds(1)) }
    private var rate: Int { Int(Double(records) / seconds) }

    /// One line, and one more for each thing that is not as usual.
    var text: String {
        var lines = [
            "\(target): \(NumberText.whole(records)) records, \(NumberText.bytes(bytes)) in "
                + "\(NumberText.seconds(seconds)), \(NumberText.whole(rate)) records/s"
        ]
        if let first = reading.first, let last = reading.last {
            lines.append("times: \(first) to \(last)")
        }
        if reading.invalid > 0 {
            lines.append("passed over: \(NumberText.whole(reading.invalid)) invalid lines")
        }
        if reading.skipped > 0 {
            lines.append("resumed behind \(NumberText.whole(reading.skipped)) records")
        }
        if isStopped { lines.append("stopped before the end") }
        return lines.map { "\($0)\n" }.joined()
    }

    var json: String {
        var text = JSONText()
        text.object {
            $0.member("target", target)
            $0.member("records", records)
            $0.member("bytes", bytes)
            $0.member("seconds", Double(Int(seconds * 1000)) / 1000)
            $0.member("records_per_second", rate)
            $0.member("invalid", reading.invalid)
            $0.member("resumed_behind", reading.skipped)
            $0.member("first_time", reading.first?.description)
            $0.member("last_time", reading.last?.description)
            $0.member("complete", !isStopped)
        }
        text.endLine()
        return String(decoding: text.bytes, as: UTF8.self)
    }
}

extension NumberText {
    /// `812 B`, `1.4 kB`, `61.2 MB`, `3.0 GB`
    static func bytes(_ count: Int) -> String {
        guard count >= 1000 else { return "\(count) B" }
        let (unit, size) =
            count < 1_000_000
            ? ("kB", 1000)
            : count < 1_000_000_000 ? ("MB", 1_000_000) : ("GB", 1_000_000_000)
        return "\(whole(count / size)).\(count % size * 10 / size) \(unit)"
    }

    /// `0.42 s`, `12.3 s`, `1:02:03`
    static func seconds(_ seconds: Double) -> String {
        let hundredths = Int(seconds * 100)
        if seconds < 10 { return "\(Double(hundredths) / 100) s" }
        if seconds < 60 { return "\(Double(hundredths / 10) / 10) s" }
        return clock(Int(seconds))
    }
}
