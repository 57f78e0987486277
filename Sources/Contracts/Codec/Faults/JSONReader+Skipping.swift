extension JSONReader {
    /// Reads any value that nothing is asked of but that it is JSON without duplicate keys.
    mutating func skip(_ bytes: Span<UInt8>) throws(Stop) {
        switch byte(bytes) {
        case UInt8(ascii: "{"): try judge(bytes, FaultPlan.ignored)
        case UInt8(ascii: "["):
            _ = try forEachElement(bytes) { (reader, bytes, _) throws(Stop) in
                try reader.skip(bytes)
            }
        default: try scalar(bytes)
        }
    }

    /// Reads a string, a number, `true`, `false` or `null`.
    mutating func scalar(_ bytes: Span<UInt8>) throws(Stop) {
        switch byte(bytes) {
        case UInt8(ascii: "\""): _ = try string(bytes)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): _ = try number(bytes)
        default: try literal(bytes)
        }
    }

    /// Reads `true`, `false` or `null`.
    mutating func literal(_ bytes: Span<UInt8>) throws(Stop) {
        for word in ["true", "false", "null"] where stands(word, bytes) {
            position += word.utf8.count
            return
        }
        try fail("must have a value here", bytes)
    }

    func stands(_ word: String, _ bytes: Span<UInt8>) -> Bool {
        var at = position
        for byte in word.utf8 {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
        }
        return true
    }

    /// Proves that the container at the reader's place is JSON, however deep; its keys are not
    /// compared. It needs a bit of memory for each level and no stack.
    mutating func skipTooDeep(_ bytes: Span<UInt8>) throws(Stop) {
        var isObject: [Bool] = []
        repeat {
            skipSpace(bytes)
            let first = byte(bytes)
            if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
                let opensObject = first == UInt8(ascii: "{")
                position += 1
                skipSpace(bytes)
                if byte(bytes) != first + 2 {
                    isObject.append(opensObject)
                    if opensObject { try keyAndColon(bytes) }
                    continue
                }
                position += 1
            } else {
                try scalar(bytes)
            }
            try closeTooDeep(&isObject, bytes)
        } while !isObject.isEmpty
    }

    /// Reads what follows a value: ends of containers, then a comma or nothing more.
    private mutating func closeTooDeep(
        _ isObject: inout [Bool], _ bytes: Span<UInt8>
    ) throws(Stop) {
        while let inObject = isObject.last {
            skipSpace(bytes)
            let found = byte(bytes)
            if found == UInt8(ascii: ",") {
                position += 1
                if inObject { try keyAndColon(bytes) }
                return
            }
            guard found == UInt8(ascii: inObject ? "}" : "]") else {
                try fail("must have a comma or \(inObject ? "}" : "]") here", bytes)
            }
            position += 1
            isObject.removeLast()
        }
    }

    private mutating func keyAndColon(_ bytes: Span<UInt8>) throws(Stop) {
        skipSpace(bytes)
        _ = try key(bytes)
        skipSpace(bytes)
        guard byte(bytes) == UInt8(ascii: ":") else { try fail("must have a colon here", bytes) }
        position += 1
    }
}
