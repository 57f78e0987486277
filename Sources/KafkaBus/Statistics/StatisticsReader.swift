/// Reads librdkafka's statistics from front to back: a JSON object of objects, numbers and texts.
///
/// The caller takes the members that it knows, the rest is passed over. What is no JSON makes the
/// reader broken: nothing is read any more, and ``isBroken`` says so.
struct StatisticsReader {
    private static let depthMax = 16

    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0
    private(set) var isBroken = false

    init(_ json: String) {
        bytes = Array(json.utf8)
    }

    /// Whether nothing but blanks is left.
    var isAtEnd: Bool {
        !isBroken && bytes[at...].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
    }

    /// Calls `member` at the value of each member of an object; a value that it does not read is
    /// passed over. Another value than an object has no members.
    mutating func object(_ member: (inout StatisticsReader, String) -> Void) {
        guard take(UInt8(ascii: "{")) else { return skip() }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { return fail() }
        if take(UInt8(ascii: "}")) { return }
        while !isBroken {
            guard let name = text(), take(UInt8(ascii: ":")) else { return fail() }
            let start = at
            member(&self, name)
            if at == start { skip() }
            if take(UInt8(ascii: "}")) { return }
            guard take(UInt8(ascii: ",")) else { return fail() }
        }
    }

    /// A whole number; nil, and passed over, for another value.
    mutating func integer() -> Int64? {
        let word = String(decoding: peekWord(), as: UTF8.self)
        guard let number = Int64(word) else {
            skip()
            return nil
        }
        at += word.utf8.count
        return number
    }

    /// `true` or `false`; nil, and passed over, for another value.
    mutating func flag() -> Bool? {
        let flag = Bool(String(decoding: peekWord(), as: UTF8.self))
        skip()
        return flag
    }

    /// A text; nil for another value, which is left. Escapes stand for the byte after them.
    mutating func text() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        var found: [UInt8] = []
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: found, as: UTF8.self) }
            if byte == UInt8(ascii: "\\"), at < bytes.count {
                found.append(bytes[at])
                at += 1
            } else {
                found.append(byte)
            }
        }
        fail()
        return nil
    }

    private mutating func skip() {
        var open = 0
        repeat {
            skipBlanks()
            guard !isBroken, at < bytes.count else { return fail() }
            switch bytes[at] {
            case UInt8(ascii: "\""): _ = text()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open += 1
                at += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                open -= 1
                at += 1
            case UInt8(ascii: ","), UInt8(ascii: ":"):
                guard open > 0 else { return fail() }
                at += 1
            default:
                let count = peekWord().count
                guard count > 0 else { return fail() }
                at += count
            }
        } while open > 0
        if open < 0 { fail() }
    }

    /// Letters, digits and signs up to what ends a number, `true` or `null`.
    private mutating func peekWord() -> ArraySlice<UInt8> {
        skipBlanks()
        return bytes[at...].prefix { !Self.ends.contains($0) }
    }

    private static let ends = Array(",:}]{[\" \n".utf8)

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard !isBroken, at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\n") {
            at += 1
        }
    }

    private mutating func fail() {
        isBroken = true
        at = bytes.count
    }
}
