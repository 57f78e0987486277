extension RecordReader {
    /// Reads on to the value of the next field, and passes over what is unknown or null; nil at
    /// the object's end, which is read.
    @inline(__always)
    mutating func next(
        _ bytes: Span<UInt8>, _ scope: FieldScope, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Field? {
        var key = at
        if !isFirst, byte(bytes) == UInt8(ascii: ",") {
            key &+= 1
            if key < bytes.count, bytes[key] == UInt8(ascii: " ") { key &+= 1 }
        }
        let guess = memory.order.guess(scope.kind, behind: last)
        if isFirst || key > at, let end = memory.order.end(of: guess, bytes, key),
            present.insert(guess)
        {
            at = end
            skipSpace(bytes)
            isFirst = false
            last = guess
            if byte(bytes) != UInt8(ascii: "n") { return guess }
            try null(bytes, guess, scope, &memory)
        }
        let (reader, field) = try otherMember(bytes, scope, &memory)
        self = reader
        return field
    }

    /// What ``next(_:_:_:)`` does where the expected key does not stand.
    @inline(never)
    private func otherMember(
        _ bytes: Span<UInt8>, _ scope: FieldScope, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (reader: RecordReader, field: Field?) {
        var reader = self
        while true {
            if !reader.isFirst, try !reader.continues(bytes, UInt8(ascii: "}")) {
                return (reader, nil)
            }
            reader.isFirst = false
            guard let field = try reader.key(bytes, scope, &memory) else { continue }
            guard reader.present.insert(field) else { throw Invalid() }
            reader.last = field
            if reader.byte(bytes) != UInt8(ascii: "n") { return (reader, field) }
            try reader.null(bytes, field, scope, &memory)
        }
    }

    /// Reads any key and its colon. Nil when no contract has such a field: its value is read too.
    private mutating func key(
        _ bytes: Span<UInt8>, _ scope: FieldScope, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Field? {
        guard byte(bytes) == UInt8(ascii: "\"") else { throw Invalid() }
        let name = PackedName(upToQuote: bytes, at &+ 1)
        if let field = FieldTable.shared.field(name) {
            memory.order.learn(scope.kind, field, behind: last)
            at &+= name.count &+ 2
            try colon(bytes)
            return field
        }
        let key = try string(bytes)
        try colon(bytes)
        if key.isEscaped, let name = PackedName(key.content(bytes).span),
            let field = FieldTable.shared.field(name)
        {
            return field
        }
        guard memory.unknown.insert(key, scope.kind, object: start, bytes)
        else { throw Invalid() }
        try skip(bytes)
        return nil
    }

    /// Reads the null of an optional or unknown field.
    @inline(never)
    private mutating func null(
        _ bytes: Span<UInt8>, _ field: Field, _ scope: FieldScope,
        _ memory: inout ReadingMemory
    ) throws(Invalid) {
        try literal(bytes)
        guard !scope.required.contains(field) else { throw Invalid() }
        if !scope.optional.contains(field) { memory.unknown.add(field, scope.kind) }
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
