extension RecordReader {
    /// Reads a key and what follows up to its value. Nil when there is no more to do: the
    /// contract does not know the field, or it is optional and null.
    @inline(__always)
    mutating func member(
        _ bytes: Span<UInt8>, _ scope: FieldScope, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Field? {
        let guess = memory.order.guess(scope.kind, behind: last)
        let key = FieldTable.shared.key(guess)
        if key.stands(bytes, at), present.insert(key.set) {
            at &+= key.count
            skipSpace(bytes)
            last = guess
        } else {
            let (found, next) = try Self.otherKey(bytes, self, scope, &memory)
            at = next
            guard let found else { return nil }
            guard present.insert([found]) else { throw Invalid() }
            last = found
        }
        guard byte(bytes) == UInt8(ascii: "n") else { return last }
        try null(bytes, scope, &memory)
        return nil
    }

    /// Reads the null of an optional field.
    @inline(never)
    private mutating func null(
        _ bytes: Span<UInt8>, _ scope: FieldScope, _ memory: inout ReadingMemory
    ) throws(Invalid) {
        try literal(bytes)
        guard !scope.required.contains(last) else { throw Invalid() }
        if !scope.optional.contains(last) { memory.unknown.add(last, scope.kind) }
    }

    /// Any key but the expected one; of a field that no contract has the value too.
    @inline(never)
    private static func otherKey(
        _ bytes: Span<UInt8>, _ outer: RecordReader, _ scope: FieldScope,
        _ memory: inout ReadingMemory
    ) throws(Invalid) -> (field: Field?, next: Int) {
        var reader = outer
        guard reader.byte(bytes) == UInt8(ascii: "\"") else { throw Invalid() }
        let name = PackedName(upToQuote: bytes, reader.at &+ 1)
        if let field = FieldTable.shared.field(name) {
            memory.order.learn(scope.kind, field, behind: outer.last)
            reader.at &+= name.count &+ 2
            try reader.colon(bytes)
            return (field, reader.at)
        }
        let key = try reader.string(bytes)
        try reader.colon(bytes)
        if key.isEscaped, let name = PackedName(key.content(bytes).span),
            let field = FieldTable.shared.field(name)
        {
            return (field, reader.at)
        }
        guard memory.unknown.insert(key, scope.kind, object: reader.start, bytes)
        else { throw Invalid() }
        try reader.skip(bytes)
        return (nil, reader.at)
    }

    @inline(__always)
    mutating func colon(_ bytes: Span<UInt8>) throws(Invalid) {
        skipSpace(bytes)
        guard byte(bytes) == UInt8(ascii: ":") else { throw Invalid() }
        at &+= 1
        skipSpace(bytes)
    }

    /// Passes over the value of a field that stands in other contracts.
    @inline(never)
    mutating func pass(
        _ field: Field, _ bytes: Span<UInt8>, _ scope: FieldScope, _ memory: inout ReadingMemory
    ) throws(Invalid) {
        memory.unknown.add(field, scope.kind)
        try skip(bytes)
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
