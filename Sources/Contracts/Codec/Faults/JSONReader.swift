/// Reads one record in one pass over its bytes, without a tree, and collects every fault.
///
/// A reader holds only places; the bytes are handed to each call. A fault of syntax ends the
/// search by throwing ``Stop``; all others are kept in ``faults`` and reading goes on.
struct JSONReader {
    /// Thrown where no more can be read; why is in ``JSONReader/faults``.
    struct Stop: Error {}

    static let depthMax = 16
    static let recordBytesMax = 1_048_576
    /// A record with more faults than this is not searched further.
    static let faultsMax = 10_000

    var position = 0
    /// Open containers.
    var depth = 0
    /// For each open container where in it the reader is: the place of the key's content in an
    /// object, the complement of the index in an array.
    var steps = InlineArray<16, Int>(repeating: 0)
    var faults: [ContractFault] = []
    /// Where a value is that was looked for.
    var found: Int?

    /// The byte at the reader's place; 0, which is legal nowhere, at the end.
    @inline(__always)
    func byte(_ bytes: Span<UInt8>) -> UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    @inline(__always)
    mutating func skipSpace(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }
}
