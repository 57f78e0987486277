/// Whether records come from the future: then a clock is wrong, theirs or this host's. A record of
/// the past tells nothing, it may have waited.
struct ClockWatch {
    /// Clocks that are kept right differ by milliseconds.
    static let tolerance: Duration = .seconds(30)
    /// A trouble is over when no record was ahead for so long.
    static let quiet: Duration = .seconds(60)

    /// How far a record is ahead of the host's clock; nil while that is tolerable.
    static func ahead(timestampMs: Int64, hostMs: Int64) -> Duration? {
        let ahead = Duration.milliseconds(timestampMs.subtractingReportingOverflow(hostMs).0)
        return ahead > tolerance ? ahead : nil
    }
}
