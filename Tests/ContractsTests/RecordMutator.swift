/// Changes records at random: values, members, structure and bytes.
struct RecordMutator {
    var generator: SeededGenerator

    init(seed: UInt64) {
        generator = SeededGenerator(state: seed)
    }

    /// Values at and around the bounds of every kind, and values that are none.
    static let values: [String] = [
        "null", "true", "false", "{}", "[]", "[[]]", "[{}]", "[1]", "[1,2]", "[1,2,3]", "\"\"",
        "0", "-0", "-0.0", "1", "-1", "1.5", "-1.5", "100.0", "1e2", "1e-2", "1E+3", "2", "-2",
        "1.0000001", "-1.0000001", "1e308", "1.8e308", "-1e400", "1e-400", "5e-324",
        "0.000001", "0.000000999", "0.0000009995", "9.99500000001e-7", "5e-10", "5.1e-10",
        "4e-10", "-4e-10", "-5e-10", "-6e-10", "0.0000000015",
        "9223372036.854775807", "9223372036.8547758074", "9223372036.8547758075",
        "9223372036.854775808", "-9223372036.854775808", "-9223372036.8547758085",
        "-9223372036.85477580851", "1e10", "-1e10",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "-9223372036854775809", "12345678901234567890", "12345678901234567890.5",
        "12345678901234567890.0", "1234567890123456789012345", "123456789012345678901e-2",
        "100000000000000000000e-2", "0.10000000000000000000e1", "1e99999999999999999999",
        "1e-99999999999999999999", "00", "01", "-", "+1", ".5", "1.", "1e", "NaN", "Infinity",
        "nul", "nullx", "tru", "\"\\ud800\"", "\"\\u0041\"", "\"a", "\"\u{1}\"", "\"\\x\"",
        "\"SPY\"", "\"BRK B\"", "\"BRK.B\"", "\".B\"", "\"B-\"", "\"spy\"", "\"S\\u0050Y\"",
        "\"AAAAAAAAAAAAAAAAAAAA\"", "\"AAAAAAAAAAAAAAAAAAAAA\"", "\"É\"",
        "\"2025-11-17T14:30:00Z\"", "\"2025-11-17t14:30:00.123456789z\"",
        "\"2025-11-17T14:30:00.1234567890Z\"", "\"2025-11-17T14:30:00\"",
        "\"2025-11-17 14:30:00Z\"", "\"2025-02-29T00:00:00Z\"", "\"2024-02-29T00:00:00Z\"",
        "\"2025-11-17T23:59:60Z\"", "\"2025-11-17T14:30:00+23:59\"",
        "\"2025-11-17T14:30:00-24:00\"", "\"0000-01-01T00:00:00Z\"",
        "\"1677-09-21T00:12:43.145224192Z\"", "\"1677-09-21T00:12:43.145224191Z\"",
        "\"2262-04-11T23:47:16.854775807Z\"", "\"2262-04-11T23:47:16.854775808Z\"",
        "\"550e8400-e29b-41d4-a716-446655440000\"", "\"550E8400-e29b-41d4-a716-446655440000\"",
        "\"USD\"", "\"usd\"", "\"USDT\"", "\"bar_event\"", "\"tick_event\"", "\"ofi_event\"",
        "\"MARKET\"", "\"LIMIT\"", "\"STOP\"", "\"STOP_LIMIT\"", "\"realtimeBar\"",
        "\"historicalBar\"", "\"mktDepth\"", "\"1d\"", "\"BUY\"", "\"FILLED\"",
        "[[1,2],[2,3]]", "[[3,2],[2,3]]", "[[1,2],[1,3]]", "[[0,1]]", "[[1,-1]]", "[[\"1\",2]]",
        "[[1],[2,1,0]]", "[1,[],{}]",
        "{\"bids\":[[2,1],[1,0]],\"asks\":[[1,0],[2,1]]}", "{\"bids\":null}", "{\"a\":1,\"a\":2}",
        "{\"source\":\"cache\"}", "{\"source\":\"x\",\"freshness_ms\":1.5}",
        "{\"commission\":1,\"commission\":2,\"slippage\":\"x\"}",
        "[{\"fill_id\":1,\"price\":0},{\"fill_id\":\"a\",\"quantity\":1}]",
        "[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", "{\"a\":{\"b\":[{\"c\":1,\"c\":[]}]}}",
    ]

    /// One to four changes of a record that is JSON.
    mutating func mutate(_ record: [UInt8]) -> [UInt8] {
        var changed = record
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let members = Self.members(changed)
            guard let member = members.randomElement(using: &generator) else { return changed }
            switch Int.random(in: 0..<20, using: &generator) {
            case 0..<9:
                let value = Self.values.randomElement(using: &generator) ?? "0"
                changed.replaceSubrange(member.value, with: value.utf8)
            case 9..<11: take(member, &changed)
            case 11..<13:
                // Another member's value, or the same key once more.
                let other = members.randomElement(using: &generator) ?? member
                let value = Array(changed[other.value])
                changed.replaceSubrange(member.value, with: value)
            case 13..<15:
                let other = members.randomElement(using: &generator) ?? member
                let copy = changed[other.key.lowerBound..<other.value.upperBound] + [0x2C]
                changed.insert(contentsOf: copy, at: member.key.lowerBound)
            case 15..<17:
                let other = members.randomElement(using: &generator) ?? member
                changed.replaceSubrange(member.key, with: Array(changed[other.key]))
            case 17:
                changed.insert(contentsOf: #""x\u00e9":[1,{}],"#.utf8, at: member.key.lowerBound)
            case 18: changed.insert(0x20, at: member.value.lowerBound)
            default: changeByte(&changed)
            }
        }
        return changed
    }

    private mutating func take(_ member: Member, _ record: inout [UInt8]) {
        var range = member.key.lowerBound..<member.value.upperBound
        if range.upperBound < record.count, record[range.upperBound] == 0x2C {
            range = range.lowerBound..<(range.upperBound + 1)
        } else if range.lowerBound > 0, record[range.lowerBound - 1] == 0x2C {
            range = (range.lowerBound - 1)..<range.upperBound
        }
        record.removeSubrange(range)
    }

    private mutating func changeByte(_ record: inout [UInt8]) {
        let at = Int.random(in: 0..<record.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: record[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: record.remove(at: at)
        case 2: record.insert(record[at], at: at)
        default:
            record[at] = Array("\"\\{}[],:0e.-+tfn u".utf8).randomElement(using: &generator) ?? 0
        }
    }

    /// Where a member stands in a record.
    struct Member {
        /// With its quotes.
        var key: Range<Int>
        var value: Range<Int>
    }

    /// All members, of inner objects too, as far as the record looks like JSON.
    static func members(_ record: [UInt8]) -> [Member] {
        var members: [Member] = []
        var at = 0
        var key = 0..<0
        while at < record.count {
            switch record[at] {
            case UInt8(ascii: "\""):
                let end = endOfString(record, at)
                key = at..<end
                at = end
            case UInt8(ascii: ":"):
                let end = endOfValue(record, at + 1)
                if !key.isEmpty, end > at + 1 {
                    members.append(Member(key: key, value: (at + 1)..<end))
                }
                at += 1
            default: at += 1
            }
        }
        return members
    }

    private static func endOfString(_ record: [UInt8], _ start: Int) -> Int {
        var at = start + 1
        while at < record.count, record[at] != UInt8(ascii: "\"") {
            at += record[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(at + 1, record.count)
    }

    private static func endOfValue(_ record: [UInt8], _ start: Int) -> Int {
        var at = start
        var open = 0
        while at < record.count {
            switch record[at] {
            case UInt8(ascii: "\""):
                at = endOfString(record, at)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if open == 0 { return at }
                open -= 1
            case UInt8(ascii: ","):
                if open == 0 { return at }
            default: break
            }
            at += 1
        }
        return at
    }
}
