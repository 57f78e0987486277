extension RecordReader {
    /// Reads on to the value of the object's next field, which has at least one byte, and passes
    /// over what is unknown or null; nil at its end, which is read.
    ///
    /// Transparent, as the loops that call it grow too large for the optimizer to inline it.
    @_transparent
    mutating func next(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Field? {
        while true {
            let place = slot
            let first = memory.order.leads[place]
            if first.text.begins(bytes.extracting(droppingFirst: at)), follow(first, bytes) {
                return first.field
            }
            if byte(bytes) == UInt8(ascii: "}"), present != 0 {
                at &+= 1
                return nil
            }
            let second = memory.order.leads[place &+ 1]
            if second.text.begins(bytes.extracting(droppingFirst: at)), follow(second, bytes) {
                if second.field == first.field { memory.order.prefer(kind, place, place &+ 1) }
                return second.field
            }
            let (reader, member) = try anyMember(bytes, kind, &memory)
            self = reader
            switch member {
            case .field(let field): return field
            case .passed: continue
            case .end: return nil
            }
        }
    }

    /// Goes to the value that the lead, which stands here, leads to; false when that is a blank or
    /// null, or the field came before.
    @_transparent
    mutating func follow(_ lead: Lead, _ bytes: Span<UInt8>) -> Bool {
        let value = at &+ Int(lead.text.count)
        guard value < bytes.count, bytes[value] > 0x20, bytes[value] != UInt8(ascii: "n"),
            present & lead.bit == 0
        else { return false }
        at = value
        present |= lead.bit
        slot = Int(lead.next)
        return true
    }

    /// What comes next in an object.
    enum Member {
        /// The reader is at the value of a field.
        case field(Field)
        /// A field that the contract does not know, or a null, which is read.
        case passed
        /// The object's end, which is read.
        case end
    }

    /// Reads one member, or up to its value, where none of the two leads stands that are expected
    /// first.
    @inline(never)
    func anyMember(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (reader: RecordReader, member: Member) {
        var reader = self
        if let lead = memory.order.find(kind, slot, bytes, at), reader.follow(lead, bytes) {
            return (reader, .field(lead.field))
        }
        guard try reader.isAtMember(bytes, isFirst: slot == memory.order.firstSlot(kind))
        else { return (reader, .end) }
        guard let (field, place) = try reader.key(bytes, kind, &memory) else {
            reader.slot = memory.order.slot(behindUnknown: slot, kind)
            return (reader, .passed)
        }
        let bit: UInt64 = 1 << UInt64(place)
        guard reader.present & bit == 0, reader.at < bytes.count else { throw Invalid() }
        reader.present |= bit
        reader.slot = memory.order.learn(kind, slot, place, bytes.extracting(at..<reader.at))
        if reader.byte(bytes) != UInt8(ascii: "n") { return (reader, .field(field)) }
        reader.at = try Self.literal(bytes, reader.at)
        guard memory.order.object(kind).required & bit == 0 else { throw Invalid() }
        return (reader, .passed)
    }

    /// Reads up to the next key; false at the object's end, which is read.
    private mutating func isAtMember(
        _ bytes: Span<UInt8>, isFirst: Bool
    ) throws(Invalid) -> Bool {
        isFirst
            ? try open(bytes, UInt8(ascii: "{")) : try continues(bytes, UInt8(ascii: "}"))
    }

    /// Reads any key and its colon. Nil when the contract has no such field: its value is read
    /// too.
    private mutating func key(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (Field, place: Int)? {
        let key = try string(bytes)
        try colon(bytes)
        let name =
            key.isEscaped
            ? PackedName(key.content(bytes).span) : PackedName(upToQuote: bytes, key.start)
        if let name, let field = FieldTable.shared.field(name),
            let place = memory.order.object(kind).place(field)
        {
            return (field, place)
        }
        guard memory.unknown.insert(key, kind, object: start, bytes) else { throw Invalid() }
        try skip(bytes)
        return nil
    }

    @inline(__always)
    mutating func colon(_ bytes: Span<UInt8>) throws(Invalid) {
        skipSpace(bytes)
        guard byte(bytes) == UInt8(ascii: ":") else { throw Invalid() }
        at &+= 1
        skipSpace(bytes)
    }

    /// Passes over any value that is JSON without duplicate keys.
    @inline(never)
    mutating func skip(_ bytes: Span<UInt8>) throws(Invalid) {
        switch byte(bytes) {
        case UInt8(ascii: "\""): _ = try string(bytes)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            at = try Self.literal(bytes, at)
        default:
            var reader = JSONReader()
            reader.position = at
            reader.depth = depth
            do { try reader.skip(bytes) } catch { throw Invalid() }
            guard reader.faults.isEmpty else { throw Invalid() }
            at = reader.position
        }
    }

    /// The place behind `true`, `false` or `null`.
    @inline(never)
    static func literal(_ bytes: Span<UInt8>, _ at: Int) throws(Invalid) -> Int {
        let word = Word.load(bytes, at)
        switch UInt32(truncatingIfNeeded: word) {
        case 0x6575_7274, 0x6C6C_756E: return at &+ 4
        case 0x736C_6166 where word &>> 32 & 0xFF == 0x65: return at &+ 5
        default: throw Invalid()
        }
    }
}
