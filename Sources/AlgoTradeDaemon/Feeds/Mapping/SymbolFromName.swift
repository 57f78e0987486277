import Contracts

/// Takes a symbol from a file's name, when the name leaves no doubt.
///
/// The folder and everything from the first dot on are left out; of the parts between `_`, `-`
/// and blanks those that are only digits (dates) and words for kinds of data are too. One part
/// must be left, and must be a symbol: `ETHUSDT_trades_20240808.csv.gz` is ETHUSDT.
enum SymbolFromName {
    private static let words: Set<Substring> = [
        "quote", "quotes", "trade", "trades", "tick", "ticks", "bar", "bars", "l1", "bbo",
        "level1", "daily", "data", "raw",
    ]

    static func find(_ path: String) -> Symbol? {
        let name = path.split(separator: "/").last ?? ""
        let stem = name.prefix { $0 != "." }
        let parts = stem.split { "_- ".contains($0) }.filter { part in
            !part.utf8.allSatisfy(\.isDigit) && !words.contains(Substring(part.lowercased()))
        }
        return parts.count == 1 ? Symbol(raw: String(parts[0])) : nil
    }
}
