public import Contracts

/// The order plane's state as others may see it; a value, free of the desk.
public struct OrderSnapshot: Equatable, Sendable {
    public struct Order: Equatable, Sendable {
        public let intentId: MessageID
        public let orderId: String
        public let symbol: Symbol
        public let direction: Direction
        /// Nil when the journal did not tell.
        public let strategy: StrategyID?
        public let state: OrderState
        public let requested: Decimal9
        public let filled: Decimal9
        public let averagePrice: Decimal9?
        /// Nil for a MARKET order.
        public let limitPrice: Decimal9?
        public let submittedAt: Timestamp?
    }

    public struct Position: Equatable, Sendable {
        public let symbol: Symbol
        /// Units, negative when short.
        public let quantity: Notional
        /// Money the open position cost, with the sign of the quantity.
        public let cost: Notional
        public let mark: Decimal9?
        /// Before commissions, as is `unrealised`.
        public let realised: Notional
        /// Nil without a mark.
        public let unrealised: Notional?
        public let commission: Notional
        /// Units that open orders have left.
        public let openBuys: Notional
        public let openSells: Notional
    }

    public struct Count<Key: Equatable & Sendable>: Equatable, Sendable {
        public let key: Key
        public let count: Int
    }

    /// In the order of their submission.
    public let openOrders: [Order]
    /// Every symbol with a position, a result or an open order, by name.
    public let positions: [Position]
    /// On the worst side of every symbol, as the risk gate counts it.
    public let gross: Notional
    public let net: Notional
    /// Reports by status, in the contract's order, each status once.
    public let reports: [Count<OrderStatus>]
    /// Refused intents by check, in the gate's order, each code once.
    public let rejects: [Count<RiskCode>]
    /// Reports of the history that told too little.
    public let unreadable: Int
    public let halts: [Halt]
}

extension OrderDesk {
    public var snapshot: OrderSnapshot {
        var exposure = Exposure()
        for symbol in symbols { symbol.add(to: &exposure) }
        return OrderSnapshot(
            openOrders: open.compactMap { orders[$0] }.map(Self.line),
            positions: symbols.filter(\.isUsed).map(Self.line).sorted { $0.symbol < $1.symbol },
            gross: exposure.gross, net: exposure.net,
            reports: OrderStatus.allCases.map { .init(key: $0, count: tallies.reports[$0] ?? 0) },
            rejects: RiskCode.allCases.map { .init(key: $0, count: tallies.rejects[$0] ?? 0) },
            unreadable: tallies.unreadable, halts: halts)
    }

    private static func line(_ order: DeskOrder) -> OrderSnapshot.Order {
        .init(
            intentId: order.intentId, orderId: order.orderId, symbol: order.symbol,
            direction: order.direction, strategy: order.strategy, state: order.state,
            requested: order.requested, filled: order.filled, averagePrice: order.averagePrice,
            limitPrice: order.limitPrice, submittedAt: order.submittedAt)
    }

    private static func line(_ symbol: DeskSymbol) -> OrderSnapshot.Position {
        let position = symbol.position
        return .init(
            symbol: symbol.symbol, quantity: Notional(nanos: position.quantity),
            cost: position.cost, mark: symbol.prices.mark, realised: position.realised,
            unrealised: symbol.prices.mark.map(position.unrealised),
            commission: position.commission, openBuys: Notional(nanos: symbol.openBuys),
            openSells: Notional(nanos: symbol.openSells))
    }
}
