/// Reads one object of a record and proves on the way that nothing is wrong with it.
///
/// It makes one pass, allocates nothing that the message does not own, and gives up at the first
/// fault: what is wrong, and what else, is then for ``FaultSearch`` to tell. It holds only its
/// place; the bytes are handed to each call.
struct RecordReader {
    /// Thrown at the first fault.
    struct Invalid: Error {}

    var at: Int
    /// A bit for the place of each field read so far.
    var present: UInt64 = 0
    /// Where in ``KeyOrder`` the leads stand that are expected next.
    var slot: Int
    /// Where the object begins, and how many containers are open inside it.
    let start: Int
    let depth: Int

    /// A reader of the record's own object.
    @inline(__always)
    init(
        document bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: borrowing ReadingMemory
    ) throws(Invalid) {
        try self.init(document: bytes, slot: memory.order.firstSlot(kind))
    }

    @inline(__always)
    init(document bytes: Span<UInt8>, slot: Int = 0) throws(Invalid) {
        guard bytes.count <= JSONReader.recordBytesMax else { throw Invalid() }
        at = 0
        start = 0
        depth = 1
        self.slot = slot
        skipSpace(bytes)
    }

    /// A reader of the object that begins at the place of `outer`, so many containers deeper.
    @inline(__always)
    init(
        inside outer: RecordReader, deeper: Int = 1, _ kind: ObjectKind,
        _ memory: borrowing ReadingMemory
    ) {
        at = outer.at
        start = outer.at
        depth = outer.depth &+ deeper
        slot = memory.order.firstSlot(kind)
    }

    /// The byte at the reader's place; 0, which is legal nowhere, at the end.
    @inline(__always)
    func byte(_ bytes: Span<UInt8>) -> UInt8 { at < bytes.count ? bytes[at] : 0 }

    @inline(__always)
    mutating func skipSpace(_ bytes: Span<UInt8>) {
        if byte(bytes) <= 0x20 { at = Self.space(bytes, at) }
    }

    @inline(never)
    static func space(_ bytes: Span<UInt8>, _ start: Int) -> Int {
        var at = start
        while at < bytes.count {
            switch bytes[at] {
            case 0x20, 0x0A, 0x0D, 0x09: at &+= 1
            default: return at
            }
        }
        return at
    }

    /// Opens a container; false when it is empty, and read.
    @inline(__always)
    mutating func open(_ bytes: Span<UInt8>, _ first: UInt8) throws(Invalid) -> Bool {
        guard byte(bytes) == first else { throw Invalid() }
        at &+= 1
        skipSpace(bytes)
        // The closing bracket is the second character behind the opening one.
        guard byte(bytes) == first &+ 2 else { return true }
        at &+= 1
        return false
    }

    /// True at a comma, false at the container's end; either is read.
    @inline(__always)
    mutating func continues(_ bytes: Span<UInt8>, _ end: UInt8) throws(Invalid) -> Bool {
        skipSpace(bytes)
        let found = byte(bytes)
        at &+= 1
        if found == UInt8(ascii: ",") {
            skipSpace(bytes)
            return true
        }
        guard found == end else { throw Invalid() }
        return false
    }

    /// Makes sure that the record ends here and that no field is missing.
    @inline(__always)
    mutating func finish(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: borrowing ReadingMemory
    ) throws(Invalid) {
        skipSpace(bytes)
        guard at == bytes.count else { throw Invalid() }
        try finish(kind, memory)
    }

    /// Makes sure that no field is missing.
    @inline(__always)
    func finish(_ kind: ObjectKind, _ memory: borrowing ReadingMemory) throws(Invalid) {
        let required = memory.order.object(kind).required
        guard present & required == required else { throw Invalid() }
    }
}
