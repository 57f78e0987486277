import Contracts

/// Order-flow imbalance of one book event, in billionths of the size's unit.
///
/// Cont, Kukanov, Stoikov, *The price impact of order book events* (2014), equations 2 to 4:
/// e = 1{Pb ≥ Pb′}·qb − 1{Pb ≤ Pb′}·qb′ − 1{Pa ≤ Pa′}·qa + 1{Pa ≥ Pa′}·qa′, a prime marking the
/// state before. Over several levels (Xu, Gould, Howison, 2018) the same is summed; a level that
/// is not there is a bid at −∞ or an ask at +∞.
enum OrderFlow {
    static func imbalance(from old: BookTop, to new: BookTop) -> Int128 {
        bid(from: old.bid, to: new.bid) + ask(from: old.ask, to: new.ask)
    }

    static func imbalance(from old: Level2, to new: Level2, levels: Int) -> Int128 {
        var sum: Int128 = 0
        for m in 0..<min(levels, max(old.bids.count, new.bids.count)) {
            sum += side(old.bids, new.bids, m, bid)
        }
        for m in 0..<min(levels, max(old.asks.count, new.asks.count)) {
            sum += side(old.asks, new.asks, m, ask)
        }
        return sum
    }

    static func bid(from old: PriceLevel?, to new: PriceLevel?) -> Int128 {
        guard let new else { return -size(old) }
        guard let old else { return size(new) }
        let gained = new.price >= old.price ? size(new) : 0
        let lost = new.price <= old.price ? size(old) : 0
        return gained - lost
    }

    static func ask(from old: PriceLevel?, to new: PriceLevel?) -> Int128 {
        guard let new else { return size(old) }
        guard let old else { return -size(new) }
        let gained = new.price <= old.price ? size(new) : 0
        let lost = new.price >= old.price ? size(old) : 0
        return lost - gained
    }

    private static func side(
        _ old: [PriceLevel], _ new: [PriceLevel], _ m: Int,
        _ flow: (PriceLevel?, PriceLevel?) -> Int128
    ) -> Int128 {
        flow(m < old.count ? old[m] : nil, m < new.count ? new[m] : nil)
    }

    private static func size(_ level: PriceLevel?) -> Int128 { Int128(level?.size.nanos ?? 0) }
}
