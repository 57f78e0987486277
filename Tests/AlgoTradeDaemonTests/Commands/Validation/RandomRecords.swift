/// Files of good, broken, blank and strange lines.
struct RandomRecords {
    var random: ConfigurationRandom

    init(seed: UInt64) { random = ConfigurationRandom(seed: seed) }

    mutating func file() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<number(70) {
            bytes += line()
            bytes += number(5) == 0 ? [0x0D, 0x0A] : [0x0A]
        }
        // The last line may have no end.
        if number(2) == 0 { bytes += line() }
        return bytes
    }

    mutating func number(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    private mutating func line() -> [UInt8] {
        switch number(16) {
        case 0: return []
        case 1: return Array(repeating: [0x20, 0x09, 0x0D][number(3)], count: number(20))
        case 2: return Array(Records.brokenBar.utf8)
        case 3: return [0x7B, 0xFF, 0xC0, 0x7D]
        case 4: return [0x00, 0x7B, 0x00]
        case 5: return Array(Records.bar.utf8.prefix(number(150)))
        // Unknown names and kinds of faults by the dozen, more than are kept.
        case 6: return with(number(200), 40) { "\"k\($0)\":1" }
        case 7:
            return with("many", "{\(members(number(400), 120) { "\"d\($0)\":1,\"d\($0)\":2" })}")
        case 8: return with("long", "\"" + String(repeating: "é", count: number(3000)) + "\"")
        case 9: return with("list", "[" + String(repeating: #"{"a":1,"a":2},"#, count: 50) + "0]")
        case 10 where number(40) == 0:
            return Array(repeating: 0x20, count: 1_048_570 + number(16)) + [0x31]
        default: return Array(Records.bar("S\(number(1000))").utf8)
        }
    }

    /// A bar with more fields, one for each of so many numbers.
    private func with(_ first: Int, _ count: Int, _ member: (Int) -> String) -> [UInt8] {
        Array("\(Records.bar.dropLast()),\(members(first, count, member))}".utf8)
    }

    private func members(_ first: Int, _ count: Int, _ member: (Int) -> String) -> String {
        (first..<(first + count)).map(member).joined(separator: ",")
    }

    /// A bar with one more field.
    private func with(_ name: String, _ value: String) -> [UInt8] {
        Array("\(Records.bar.dropLast()),\"\(name)\":\(value)}".utf8)
    }
}
