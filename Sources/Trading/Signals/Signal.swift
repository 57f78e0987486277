import Contracts

/// What a signal is made from.
enum SignalFeed: Sendable {
    /// Simple returns from a symbol's bar to its next, close to close.
    case barReturns
    /// The ofi_z of a symbol's windows.
    case orderFlow
}

/// One symbol's view of one idea. A strategy of one's own is a file with such a struct and a row
/// in ``SignalCatalogue``.
protocol Signal: Resumable, Sendable {
    static var feed: SignalFeed { get }

    /// The next number of the feed.
    mutating func take(_ input: Double)

    /// The latest z-scored value, positive for long; nil until all windows are full.
    var value: Double? { get }
}

/// The signals there are.
enum SignalCatalogue {
    static func holds(_ id: StrategyID) -> Bool { type(of: id) != nil }

    static func feed(of id: StrategyID) -> SignalFeed? { type(of: id)?.feed }

    static func make(_ id: StrategyID, _ horizons: StrategyHorizons) -> any Signal {
        switch id {
        case .ofi: OfiSignal(horizons)
        case .tsx: TrendSignal(horizons)
        case .pos: ReversionSignal(horizons)
        case .ern, .vrp, .sif, .composite: preconditionFailure("\(id.rawValue) is no signal here")
        }
    }

    private static func type(of id: StrategyID) -> (any Signal.Type)? {
        switch id {
        case .ofi: OfiSignal.self
        case .tsx: TrendSignal.self
        case .pos: ReversionSignal.self
        case .ern, .vrp, .sif, .composite: nil
        }
    }
}
