extension RecordReader {
    /// Reads on to the value of the object's next field, and passes over what is unknown or null;
    /// nil at its end, which is read.
    ///
    /// Transparent, as the loops that call it grow too large for the optimizer to inline it.
    @_transparent
    mutating func next(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Field? {
        while true {
            expected: do {
                let rest = bytes.extracting(droppingFirst: at)
                guard rest.count > 2, rest[0] == opening else {
                    guard rest.count > 0, rest[0] == UInt8(ascii: "}"),
                        opening == UInt8(ascii: ",")
                    else { break expected }
                    at &+= 1
                    return nil
                }
                let key = memory.order[kind, slot]
                // The key's quote, with or without a blank before it.
                let isTight = rest[1] == UInt8(ascii: "\"")
                let name = at &+ (isTight ? 2 : 3)
                let stands: Bool
                if isTight {
                    stands = key.pattern.standsInside(rest, 2)
                } else {
                    guard rest[1] == UInt8(ascii: " "), rest[2] == UInt8(ascii: "\"")
                    else { break expected }
                    stands = key.pattern.standsInside(rest, 3)
                }
                var (count, place, field) = (key.pattern.count, key.place, key.field)
                if !stands {
                    guard let other = memory.order.find(kind, slot, bytes, name)
                    else { break expected }
                    (count, place, field) = (other.pattern.count, other.place, other.field)
                }
                var value = name &+ Int(count)
                if value < bytes.count, bytes[value] <= 0x20 { value = Self.space(bytes, value) }
                let bit = 1 &<< UInt64(place)
                guard value < bytes.count, bytes[value] != UInt8(ascii: "n"), present & bit == 0
                else { break expected }
                at = value
                present |= bit
                slot = place &+ 1
                opening = UInt8(ascii: ",")
                return field
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

    /// What comes next in an object.
    enum Member {
        /// The reader is at the value of a field.
        case field(Field)
        /// A field that the contract does not know, or a null, which is read.
        case passed
        /// The object's end, which is read.
        case end
    }

    /// Reads one member, or up to its value, where no key stands that is expected, or a null
    /// behind it.
    @inline(never)
    func anyMember(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (reader: RecordReader, member: Member) {
        var reader = self
        guard try reader.isAtMember(bytes) else { return (reader, .end) }
        guard let (field, place) = try reader.key(bytes, kind, &memory)
        else { return (reader, .passed) }
        let bit: UInt64 = 1 << UInt64(place)
        guard reader.present & bit == 0 else { throw Invalid() }
        reader.present |= bit
        reader.slot = place + 1
        if reader.byte(bytes) != UInt8(ascii: "n") { return (reader, .field(field)) }
        try reader.literal(bytes)
        guard ObjectFields.all[Int(kind.rawValue)].required & bit == 0 else { throw Invalid() }
        return (reader, .passed)
    }

    /// Reads up to the next key; false at the object's end, which is read.
    private mutating func isAtMember(_ bytes: Span<UInt8>) throws(Invalid) -> Bool {
        guard opening == UInt8(ascii: "{") else { return try continues(bytes, UInt8(ascii: "}")) }
        opening = UInt8(ascii: ",")
        return try open(bytes, UInt8(ascii: "{"))
    }

    /// Reads any key and its colon. Nil when the contract has no such field: its value is read
    /// too.
    private mutating func key(
        _ bytes: Span<UInt8>, _ kind: ObjectKind, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (Field, place: UInt8)? {
        let key = try string(bytes)
        try colon(bytes)
        let name =
            key.isEscaped
            ? PackedName(key.content(bytes).span) : PackedName(upToQuote: bytes, key.start)
        if let name, let field = FieldTable.shared.field(name),
            let place = ObjectFields.all[Int(kind.rawValue)].place(field)
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
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): try literal(bytes)
        default:
            var reader = JSONReader()
            reader.position = at
            reader.depth = depth
            do { try reader.skip(bytes) } catch { throw Invalid() }
            guard reader.faults.isEmpty else { throw Invalid() }
            at = reader.position
        }
    }

    /// Reads `true`, `false` or `null`.
    @inline(never)
    mutating func literal(_ bytes: Span<UInt8>) throws(Invalid) {
        let word = Word.load(bytes, at)
        switch UInt32(truncatingIfNeeded: word) {
        case 0x6575_7274, 0x6C6C_756E: at += 4
        case 0x736C_6166 where word &>> 32 & 0xFF == 0x65: at += 5
        default: throw Invalid()
        }
    }
}
