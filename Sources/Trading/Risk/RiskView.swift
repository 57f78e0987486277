internal import Contracts

/// What the risk gate must know about the account to judge one intent, the intent not counted.
///
/// Quantities are signed billionths of a unit; open quantities are what open orders have left.
struct RiskView {
    var halts: [Halt] = []
    var isDuplicate = false
    var position: Int128 = 0
    var openBuys: Int128 = 0
    var openSells: Int128 = 0
    var openOrders = 0
    var prices = ReferenceBook()
    /// The exposure of every other symbol.
    var others = Exposure()
}

/// Exposure on the worst side: never are open buys netted with open sells.
struct Exposure: Equatable, Sendable {
    /// Each symbol's larger side.
    var gross = Notional.zero
    /// All open buys filled, no sell.
    var long = Notional.zero
    /// All open sells filled, no buy.
    var short = Notional.zero

    /// The larger of the two nets.
    var net: Notional { max(long.magnitude, short.magnitude) }

    mutating func add(position: Int128, openBuys: Int128, openSells: Int128, at price: Decimal9) {
        let up = Notional(quantityNanos: position + openBuys, price: price)
        let down = Notional(quantityNanos: position - openSells, price: price)
        gross += max(up.magnitude, down.magnitude)
        long += up
        short += down
    }
}
