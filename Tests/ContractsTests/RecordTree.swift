/// A record that is known to be JSON, taken apart so that it can be written differently.
indirect enum RecordTree {
    /// Keys and strings as they stand between their quotes.
    case object([(key: String, value: RecordTree)])
    case array([RecordTree])
    case string(String)
    /// A number, `true`, `false` or `null`.
    case other(String)

    init(_ record: [UInt8]) {
        var at = 0
        self = Self.read(record, &at)
    }

    private static func read(_ record: [UInt8], _ at: inout Int) -> RecordTree {
        switch record[at] {
        case UInt8(ascii: "{"):
            var members: [(key: String, value: RecordTree)] = []
            while record[at] != UInt8(ascii: "}") {
                at += 1
                guard record[at] != UInt8(ascii: "}") else { break }
                let key = string(record, &at)
                at += 1
                members.append((key, read(record, &at)))
            }
            at += 1
            return .object(members)
        case UInt8(ascii: "["):
            var elements: [RecordTree] = []
            while record[at] != UInt8(ascii: "]") {
                at += 1
                guard record[at] != UInt8(ascii: "]") else { break }
                elements.append(read(record, &at))
            }
            at += 1
            return .array(elements)
        case UInt8(ascii: "\""): return .string(string(record, &at))
        default:
            let start = at
            while !",]}".utf8.contains(record[at]) { at += 1 }
            return .other(String(decoding: record[start..<at], as: UTF8.self))
        }
    }

    private static func string(_ record: [UInt8], _ at: inout Int) -> String {
        let start = at + 1
        at = start
        while record[at] != UInt8(ascii: "\"") { at += record[at] == UInt8(ascii: "\\") ? 2 : 1 }
        at += 1
        return String(decoding: record[start..<(at - 1)], as: UTF8.self)
    }
}
