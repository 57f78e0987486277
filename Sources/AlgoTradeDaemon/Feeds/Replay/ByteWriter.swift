/// Writes bytes into room that is there already, eight at a time.
///
/// Behind the last byte it needs ``slack`` bytes that may be changed, and behind what it copies
/// so many that may be read.
struct ByteWriter {
    static let slack = 8

    /// Where the next byte goes.
    private(set) var at: Int

    /// Makes room for `most` bytes behind those that are there.
    @inline(__always)
    init(appendingTo bytes: inout [UInt8], atMost most: Int) {
        at = bytes.count
        let capacity = most &+ Self.slack
        bytes.append(addingCapacity: capacity) { $0.append(repeating: 0, count: capacity) }
    }

    /// Gives back the room that was not needed.
    @inline(__always)
    func finish(_ bytes: inout [UInt8]) { bytes.removeLast(bytes.count &- at) }

    @inline(__always)
    mutating func copy(
        _ source: Span<UInt8>, _ part: Range<Int>, _ room: inout MutableSpan<UInt8>
    ) {
        var from = part.lowerBound
        var to = at
        while from < part.upperBound {
            Self.store(Self.load(source, from), to, &room)
            from &+= 8
            to &+= 8
        }
        at &+= part.count
    }

    @inline(__always)
    private static func load(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
        // A check before each eight loads of a byte: so one load of a word becomes of them.
        precondition(at >= 0 && at <= bytes.count &- 8)
        var word: UInt64 = 0
        for i in 0..<8 {
            word |= UInt64(bytes[at &+ i]) &<< UInt64(truncatingIfNeeded: 8 &* i)
        }
        return word
    }

    @inline(__always)
    private static func store(_ word: UInt64, _ at: Int, _ room: inout MutableSpan<UInt8>) {
        precondition(at >= 0 && at <= room.count &- 8)
        for i in 0..<8 {
            room[at &+ i] = UInt8(truncatingIfNeeded: word &>> UInt64(truncatingIfNeeded: 8 &* i))
        }
    }
}
