public import Contracts

/// What a kill switch stops.
public enum HaltScope: Hashable, Sendable {
    case account
    case strategy(StrategyID)
    case symbol(Symbol)

    func covers(strategy: StrategyID?, symbol: Symbol) -> Bool {
        switch self {
        case .account: true
        case .strategy(let halted): strategy == halted
        case .symbol(let halted): symbol == halted
        }
    }
}

extension HaltScope: CustomStringConvertible {
    public var description: String {
        switch self {
        case .account: "account"
        case .strategy(let strategy): "strategy \(strategy.rawValue)"
        case .symbol(let symbol): "symbol \(symbol)"
        }
    }
}

/// A kill switch that is on.
public struct Halt: Equatable, Sendable {
    public let scope: HaltScope
    public let reason: String

    public init(scope: HaltScope, reason: String) {
        self.scope = scope
        self.reason = reason
    }
}
