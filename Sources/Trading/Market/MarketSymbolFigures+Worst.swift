import Contracts

extension MarketSymbolFigures {
    /// The most that 95 of 100 records may take to their arrival, milliseconds.
    public static let freshnessTargetMs: Int64 = 250
    /// The least share of the bars due that should be there.
    public static let completenessTarget = 0.99

    /// Records refused or dropped.
    public var faulty: Int {
        deadLetters.reduce(0) { $0 + $1.count } + drops.reduce(0) { $0 + $1.count }
    }

    /// How many of the targets for fresh and complete data are missed.
    public var missedTargets: Int {
        let isLate = (freshnessP95Ms ?? 0) > Self.freshnessTargetMs
        let isIncomplete = (completeness ?? 1) < Self.completenessTarget
        return (isLate ? 1 : 0) + (isIncomplete ? 1 : 0)
    }

    /// Those that are worst off, at most `count`: by targets missed, then by records refused or
    /// dropped, then by records.
    public static func worst(
        _ count: Int, of all: [MarketSymbolFigures]
    ) -> [MarketSymbolFigures] {
        let ranked = all.map { (rank: ($0.missedTargets, $0.faulty, $0.records), figures: $0) }
        return ranked.sorted { a, b in
            a.rank != b.rank ? a.rank > b.rank : a.figures.symbol < b.figures.symbol
        }
        .prefix(count).map(\.figures)
    }
}
