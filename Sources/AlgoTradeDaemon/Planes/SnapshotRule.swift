/// When what changed in a partition is written down: with the first records after a start, then
/// after so many records, or so much time, so that few are to be read again after a crash.
struct SnapshotRule: Sendable {
    var records: Int64 = 100_000
    var interval: Duration = .seconds(10)
}
