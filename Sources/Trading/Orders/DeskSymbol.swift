internal import Contracts

/// What the desk knows of one symbol: position, open quantities, prices.
struct DeskSymbol: Sendable {
    let symbol: Symbol
    var position = OrderPosition()
    /// What open buys have left, in billionths of a unit.
    private(set) var openBuys: Int128 = 0
    private(set) var openSells: Int128 = 0
    var prices = ReferenceBook()

    init(_ symbol: Symbol) {
        self.symbol = symbol
    }

    mutating func open(_ direction: Direction, _ quantity: Decimal9) {
        change(direction, Int128(quantity.nanos))
    }

    mutating func close(_ direction: Direction, _ quantity: Decimal9) {
        change(direction, -Int128(quantity.nanos))
    }

    private mutating func change(_ direction: Direction, _ delta: Int128) {
        if direction == .buy { openBuys += delta } else { openSells += delta }
        precondition(openBuys >= 0 && openSells >= 0, "open quantity of \(symbol) below 0")
    }

    /// Whether there is a position, a result or an open order.
    var isUsed: Bool {
        position != OrderPosition() || openBuys != 0 || openSells != 0
    }

    /// Adds this symbol's worst side; nothing while it has no price at all, which is so only
    /// after a restart, for a MARKET order without a fill, until the first market record.
    func add(to exposure: inout Exposure) {
        guard position.quantity != 0 || openBuys != 0 || openSells != 0,
            let mark = prices.mark
        else { return }
        exposure.add(
            position: position.quantity, openBuys: openBuys, openSells: openSells, at: mark)
    }
}
