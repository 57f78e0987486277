import Contracts
import Trading

/// What the reason of a dead letter means.
enum ReasonText {
    /// In words; nil for a reason that this version does not know.
    static func meaning(_ reason: String) -> String? {
        switch reason {
        case "contract": "breaks its topic's contract"
        case "poison": "a plane failed on it"
        default: GateFault.Reason(rawValue: reason).map(meaning)
        }
    }

    private static func meaning(_ reason: GateFault.Reason) -> String {
        switch reason {
        case .crossed: "the bid lies above the ask"
        case .priceJump: "the price jumped further than data_plane.gates allow"
        case .outOfOrder: "older than what the symbol had before"
        case .stale: "further behind its partition than data_plane.gates.max_age"
        case .invalidPrice: "a price that cannot be"
        case .invalidSize: "a size that cannot be"
        case .invalidVolume: "a volume that cannot be"
        case .barRange: "a price of the bar lies outside its high and low"
        case .depthOrder: "the levels of the book do not get strictly worse"
        case .unsupportedBarSize: "no bar of the events has this size"
        case .unknownSecType: "a kind of security that the daemon does not know"
        case .invalidSymbol: "the instrument has no usable symbol"
        case .invalidExchange: "the instrument has no usable exchange"
        case .invalidCurrency: "the instrument has no usable currency"
        case .tooManySymbols: "more symbols than the plane keeps"
        }
    }
}
