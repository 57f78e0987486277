extension JSONReader {
    /// Opens the container at the reader's place; false when it is one too many, and skipped.
    @inline(__always)
    mutating func enter(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
        guard depth < Self.depthMax else {
            add(.limit, "must be nested at most \(Self.depthMax) deep", at: position, bytes)
            try skipTooDeep(bytes)
            return false
        }
        depth += 1
        position += 1
        return true
    }

    /// True at a comma, false at the container's end; either is read.
    @inline(__always)
    mutating func isContinued(
        _ end: UInt8, _ expected: String, _ bytes: Span<UInt8>
    ) throws(Stop) -> Bool {
        let found = byte(bytes)
        guard found == UInt8(ascii: ",") || found == end else { try fail(expected, bytes) }
        position += 1
        guard faults.count < Self.faultsMax else { throw Stop() }
        return found != end
    }
}
