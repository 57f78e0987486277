extension JSONReader {
    /// Characters that a fault shows of what it found, and of each unknown key in its path.
    static let shownMax = 64

    /// Ends the search with a fault of syntax at the reader's place.
    @inline(never)
    mutating func fail(_ expected: String, _ bytes: Span<UInt8>) throws(Stop) -> Never {
        faults.append(
            ContractFault(
                path: "$", code: .syntax, expected: expected, found: excerpt(position, bytes),
                offset: position))
        throw Stop()
    }

    /// Keeps a fault of the value that begins at `offset`, at the reader's path.
    @inline(never)
    mutating func add(
        _ code: ContractFault.Code, _ expected: String, at offset: Int, _ bytes: Span<UInt8>
    ) {
        faults.append(
            ContractFault(
                path: path(bytes), code: code, expected: expected,
                found: excerpt(offset, bytes), offset: offset))
    }

    /// Keeps a fault of the value's JSON type and passes over the value. What is no value at
    /// all is a fault of syntax alone.
    @inline(never)
    mutating func wrongType(_ expected: String, _ bytes: Span<UInt8>) throws(Stop) {
        let start = position
        switch byte(bytes) {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "\""):
            add(.type, expected, at: start, bytes)
            try skip(bytes)
        default:
            try scalar(bytes)
            add(.type, expected, at: start, bytes)
        }
    }

    /// Keeps a fault of a key that stood before in its object; the reader is at its value.
    @inline(never)
    mutating func addDuplicate(_ bytes: Span<UInt8>) {
        add(.duplicateKey, "must stand only once", at: position, bytes)
    }

    /// One fault for each required field that the object, just read, does not have.
    @inline(never)
    mutating func addMissing(
        _ required: [Field], _ present: FieldSet, _ start: Int, _ bytes: Span<UInt8>
    ) {
        for field in required where !present.contains(field) {
            addMissing(field, .missing, "is required", start, bytes)
        }
    }

    /// A fault of a field that the object at `start`, just read, does not have.
    @inline(never)
    mutating func addMissing(
        _ field: Field, _ code: ContractFault.Code, _ expected: String, _ start: Int,
        _ bytes: Span<UInt8>
    ) {
        faults.append(
            ContractFault(
                path: path(bytes, field), code: code, expected: expected, found: "",
                offset: start))
    }

    /// A fault of a rule between fields, at one of them whose value begins at `offset`, in the
    /// object just read.
    @inline(never)
    mutating func addBroken(
        _ field: Field, _ expected: String, at offset: Int, _ bytes: Span<UInt8>
    ) {
        faults.append(
            ContractFault(
                path: path(bytes, field), code: .rule, expected: expected,
                found: excerpt(offset, bytes), offset: offset))
    }

    /// The faults in the order of the bytes; of two at one byte the one found first is first.
    func sortedFaults() -> [ContractFault] {
        var last = 0
        for fault in faults {
            if fault.offset < last { return inOrder() }
            last = fault.offset
        }
        return faults
    }

    private func inOrder() -> [ContractFault] {
        faults.enumerated()
            .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map(\.element)
    }

    /// `fills[0].price`, or `$`: where the reader is, or `field` of the object it has just read.
    /// An empty key is shown as `""`.
    private func path(_ bytes: Span<UInt8>, _ field: Field? = nil) -> String {
        var path = ""
        for level in 0..<depth {
            guard steps[level] >= 0 else {
                path += "[\(~steps[level])]"
                continue
            }
            let key = StringToken.head(steps[level], Self.shownMax, bytes)
            if level > 0 { path += "." }
            let range = key.start..<key.end
            guard !range.isEmpty else {
                path += "\"\""
                continue
            }
            path +=
                plain(range, bytes)
                ?? shown(String(decoding: key.content(bytes), as: UTF8.self))
        }
        guard let field else { return depth == 0 ? "$" : path }
        return depth == 0 ? field.name : "\(path).\(field.name)"
    }

    /// The text of the value at `start`, cut; of something that is no value, up to where the
    /// next could begin.
    private func excerpt(_ start: Int, _ bytes: Span<UInt8>) -> String {
        var end = start
        var open = 0
        var isInString = false
        // Four bytes hold any character.
        while end < bytes.count, end - start < 4 * Self.shownMax {
            let byte = bytes[end]
            if isInString {
                if byte == UInt8(ascii: "\\") { end += 1 }
                isInString = byte != UInt8(ascii: "\"")
                if !isInString, open == 0 {
                    end += 1
                    break
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""):
                    if open == 0, end > start { return text(start..<end, bytes) }
                    isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    if open == 0, end > start { return text(start..<end, bytes) }
                    open += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if open == 0 { return text(start..<Swift.max(end, start + 1), bytes) }
                    open -= 1
                    if open == 0 { return text(start..<(end + 1), bytes) }
                case 0x20, 0x09, 0x0A, 0x0D, UInt8(ascii: ","), UInt8(ascii: ":"):
                    if open == 0 { return text(start..<Swift.max(end, start + 1), bytes) }
                default: break
                }
            }
            end += 1
        }
        return text(start..<Swift.min(end, bytes.count), bytes)
    }

    /// The text itself, when it is short and there is nothing in it that is shown differently.
    private func plain(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String? {
        guard range.count <= Self.shownMax else { return nil }
        for i in range where bytes[i] &- 0x20 > 0x5E || bytes[i] == UInt8(ascii: "\\") {
            return nil
        }
        guard let text = try? UTF8Span(validating: bytes.extracting(range)) else { return nil }
        return String(copying: text)
    }

    private func text(_ range: Range<Int>, _ bytes: Span<UInt8>) -> String {
        if let plain = plain(range, bytes) { return plain }
        var copy: [UInt8] = []
        for i in range { copy.append(bytes[i]) }
        return shown(String(decoding: copy, as: UTF8.self))
    }

    /// At most 64 characters, a blank for each control character.
    private func shown(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(Self.shownMax) {
            let isControl = scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
            shown.append(isControl ? " " : scalar)
        }
        return String(shown)
    }
}
