/// Records one behind the other in one buffer, as a consumer's batch has them.
public struct Records: Sendable {
    public private(set) var bytes: [UInt8] = []
    @usableFromInline var ends: [Int] = []

    public init() {}

    @inlinable public var count: Int { ends.count }

    public mutating func reserve(records: Int, bytes count: Int) {
        ends.reserveCapacity(records)
        bytes.reserveCapacity(count)
    }

    /// Adds the record that `write` appends.
    public mutating func add(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        ends.append(bytes.count)
    }

    /// Where the record lies in the buffer.
    @inlinable
    public func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// The first records, or all if there are no more.
    public func first(_ count: Int) -> Records {
        var part = Records()
        for index in 0..<min(count, self.count) {
            part.add { $0.append(contentsOf: bytes[range(index)]) }
        }
        return part
    }
}
