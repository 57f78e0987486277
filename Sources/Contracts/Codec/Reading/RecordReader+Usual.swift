extension RecordReader {
    /// Whether nothing but the record's closing brace is left, which is read then.
    @_transparent
    mutating func isAtEnd(_ bytes: Span<UInt8>) -> Bool {
        guard at &+ 1 == bytes.count, byte(bytes) == UInt8(ascii: "}"), present != 0
        else { return false }
        at &+= 1
        return true
    }

    /// Goes to the object that is the field's value if what usually leads to it, behind another
    /// field, stands here.
    @_transparent
    mutating func leads(
        _ kind: ObjectKind, _ place: Int, _ bytes: Span<UInt8>, _ order: borrowing KeyOrder
    ) -> Bool {
        let lead = order.usual[order.object(kind).firstUsual &+ place]
        let rest = bytes.extracting(droppingFirst: at)
        guard present != 0, present & 1 << UInt64(place) == 0, rest.count >= 32,
            lead.beginsLong(rest), rest[lead.length] == UInt8(ascii: "{")
        else { return false }
        at &+= lead.length
        present |= 1 << UInt64(place)
        slot = order.firstSlot(kind) &+ (place &+ 1) &* KeyOrder.ways
        return true
    }

    /// Goes on where fields of the kind's shape were read and so many bytes are left.
    @inline(__always)
    mutating func pass(
        _ usual: UsualReader, firstSlot: Int, of bytes: Span<UInt8>, rest: Int
    ) {
        guard usual.next > 0 else { return }
        at = bytes.count &- rest
        present = usual.present
        slot = firstSlot &+ usual.next &* KeyOrder.ways
    }
}
