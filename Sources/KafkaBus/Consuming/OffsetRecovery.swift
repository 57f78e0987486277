/// Where to go on when an offset is out of a partition's range.
public struct OffsetRecovery: Equatable, Sendable {
    public enum Cause: Equatable, Sendable {
        /// The group has no offset yet.
        case first
        /// The brokers have fewer records than were read: they lost some.
        case truncated
        /// Records were deleted before they were read.
        case deleted
    }

    public let offset: Int64
    public let cause: Cause

    /// - Parameters:
    ///   - expected: the next offset to read, nil when the group has none.
    ///   - range: first and next offset of the partition.
    ///   - earliest: where a group without an offset begins.
    init(expected: Int64?, range: Range<Int64>, earliest: Bool) {
        guard let expected else {
            self.init(earliest ? range.lowerBound : range.upperBound, .first)
            return
        }
        // Never back: what was read before is not read again. An offset that is in range by now
        // was not when it was asked for: the log was cut and has grown since.
        if expected < range.lowerBound {
            self.init(range.lowerBound, .deleted)
        } else {
            self.init(min(expected, range.upperBound), .truncated)
        }
    }

    private init(_ offset: Int64, _ cause: Cause) {
        self.offset = offset
        self.cause = cause
    }
}
