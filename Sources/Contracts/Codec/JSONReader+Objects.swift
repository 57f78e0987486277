extension JSONReader {
    /// Reads an object member by member into a draft and judges its rules.
    mutating func object<D: Draft>(
        _ bytes: Span<UInt8>, _ blank: D
    ) throws(Stop) -> D.Value? {
        let start = position
        guard byte(bytes) == UInt8(ascii: "{") else {
            try wrongType("must be an object", bytes)
            return nil
        }
        guard try enter(bytes) else { return nil }
        var draft = blank
        var seen = KeysSeen()
        var present: FieldSet = []
        skipSpace(bytes)
        if byte(bytes) == UInt8(ascii: "}") {
            position += 1
        } else {
            repeat {
                skipSpace(bytes)
                try member(bytes, &draft, &seen, &present)
                skipSpace(bytes)
            } while try isContinued(UInt8(ascii: "}"), "must have a comma or } here", bytes)
        }
        depth -= 1
        if !present.covers(draft.required) { addMissing(draft.required, present, start, bytes) }
        return draft.finish(&self, bytes, start: start)
    }

    @inline(__always)
    private mutating func member<D: Draft>(
        _ bytes: Span<UInt8>, _ draft: inout D, _ seen: inout KeysSeen,
        _ present: inout FieldSet
    ) throws(Stop) {
        let (field, key) = try key(bytes)
        steps[depth - 1] = key.start
        skipSpace(bytes)
        guard byte(bytes) == UInt8(ascii: ":") else { try fail("must have a colon here", bytes) }
        position += 1
        skipSpace(bytes)
        guard let field else {
            if !seen.insert(key, bytes) {
                addDuplicate(bytes)
            } else if let scope = draft.scope {
                notes.addUnknown(key, scope, bytes)
            }
            return try skip(bytes)
        }
        guard seen.insert(field) else {
            addDuplicate(bytes)
            return try skip(bytes)
        }
        if draft.required.contains(field) {
            _ = present.insert(field)
            return try draft.member(field, &self, bytes)
        }
        if draft.optional.contains(field) {
            if byte(bytes) == UInt8(ascii: "n") { return try literal(bytes) }
            return try draft.member(field, &self, bytes)
        }
        if let scope = draft.scope { notes.addUnknown(key, scope, bytes) }
        try skip(bytes)
    }

    /// Reads an array; nil when it is none or an element is faulty.
    mutating func array<Element>(
        _ bytes: Span<UInt8>,
        _ element: (inout JSONReader, Span<UInt8>) throws(Stop) -> Element?
    ) throws(Stop) -> [Element]? {
        guard byte(bytes) == UInt8(ascii: "[") else {
            try wrongType("must be an array", bytes)
            return nil
        }
        guard try enter(bytes) else { return nil }
        var elements: [Element] = []
        var index = 0
        skipSpace(bytes)
        if byte(bytes) == UInt8(ascii: "]") {
            position += 1
        } else {
            repeat {
                steps[depth - 1] = ~index
                skipSpace(bytes)
                if let value = try element(&self, bytes) { elements.append(value) }
                index += 1
                skipSpace(bytes)
            } while try isContinued(UInt8(ascii: "]"), "must have a comma or ] here", bytes)
        }
        depth -= 1
        return elements.count == index ? elements : nil
    }

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
