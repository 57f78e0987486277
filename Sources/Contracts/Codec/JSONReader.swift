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
    var notes = ReadingNotes()
    /// Where the value of the field begins that was looked for.
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

    /// Reads the record's one value as an object and makes sure that nothing follows it.
    mutating func document<D: Draft>(_ bytes: Span<UInt8>, _ draft: D) -> D.Value? {
        guard bytes.count <= Self.recordBytesMax else {
            add(.limit, "must be at most \(Self.recordBytesMax) bytes", at: 0, bytes)
            return nil
        }
        do {
            skipSpace(bytes)
            let value = try object(bytes, draft)
            skipSpace(bytes)
            if position < bytes.count { try fail("must end here", bytes) }
            return value
        } catch {
            return nil
        }
    }
}

/// What one kind of object is made of: its fields, their types and bounds, and its rules.
protocol Draft {
    associatedtype Value

    var required: FieldSet { get }
    var optional: FieldSet { get }
    /// Stands before the names of unknown fields in the notes; nil when they are not noted.
    var scope: String? { get }

    /// Reads the value of one of the fields above; the reader is at its first byte.
    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop)

    /// Judges the rules between fields; nil when a required field is missing or faulty.
    /// `start` is where the object begins.
    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> Value?
}
