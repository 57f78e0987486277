/// Finds what a mistyped name was meant to be.
public enum NearestName {
    /// The nearest of `names`: letter case and separators do not count, up to a third of the
    /// letters may be wrong; nil when none is that near.
    public static func find(_ name: String, in names: [String]) -> String? {
        let wanted = folded(name)
        guard !wanted.isEmpty, wanted.count <= lengthMax else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in names {
            let letters = folded(candidate)
            let allowed = max(1, max(wanted.count, letters.count) / 3)
            let distance = distance(wanted, letters)
            if distance <= allowed, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Whether two names differ in letter case and separators alone.
    public static func isSame(_ a: String, _ b: String) -> Bool { folded(a) == folded(b) }

    /// Names longer than this have no near one; it bounds the work.
    private static let lengthMax = 64

    private static func folded(_ name: String) -> [UInt8] {
        name.utf8.compactMap { byte in
            if "_-.".utf8.contains(byte) { return nil }
            let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
            return isUpper ? byte | 0x20 : byte
        }
    }

    /// Insertions, deletions, replacements and swaps of neighbours from `a` to `b`
    /// (optimal string alignment).
    static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1)
                least = min(least, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
                    least = min(least, beforeLast[j - 1] + 1)
                }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
