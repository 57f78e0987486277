internal import Contracts

/// The standing quote of one symbol and what own orders took of it.
struct PaperQuote: Sendable {
    private(set) var bid: PriceLevel
    private(set) var ask: PriceLevel
    private var depth: Level2?
    /// When the quote was made; a trade's tick only carries it along.
    private(set) var time: Timestamp
    /// What own buys took of the offers since the best ask's price or size changed.
    private var takenOffers: [PriceLevel] = []
    private var takenBids: [PriceLevel] = []

    init(_ tick: TickEvent) {
        bid = PriceLevel(price: tick.bid, size: tick.bidSize)
        ask = PriceLevel(price: tick.ask, size: tick.askSize)
        depth = tick.level2
        time = tick.timestamp
    }

    /// Whether the tick brings nothing but a trade.
    func isCarried(by tick: TickEvent) -> Bool {
        tick.metadata?.kind == .trade && bid.price == tick.bid && bid.size == tick.bidSize
            && ask.price == tick.ask && ask.size == tick.askSize
    }

    mutating func update(_ tick: TickEvent) {
        let next = PaperQuote(tick)
        if next.ask != ask { takenOffers = [] }
        if next.bid != bid { takenBids = [] }
        bid = next.bid
        ask = next.ask
        depth = next.depth
        time = next.time
    }

    /// The best price that an order of `direction` meets.
    func opposite(_ direction: Direction) -> PriceLevel { direction == .buy ? ask : bid }

    /// The best price of the order's own side.
    func own(_ direction: Direction) -> PriceLevel { direction == .buy ? bid : ask }

    /// What is left at the step `index` from the best opposite price (0: the best itself): the
    /// true levels when the depth is known, else a tick apart with the best's size each. Nil past
    /// the last level.
    func level(_ index: Int, for direction: Direction, tickSize: Decimal9) -> PriceLevel? {
        let best = opposite(direction)
        let levels = direction == .buy ? depth?.asks : depth?.bids
        var level: PriceLevel
        if let levels, let first = levels.first, first.price == best.price {
            guard index < levels.count else { return nil }
            level = levels[index]
        } else {
            let step = tickSize.product(Decimal9(nanos: Int64(index))) * Int128(direction.sign)
            guard let nanos = Int64(exactly: Int128(best.price.nanos) + step), nanos > 0 else {
                return nil
            }
            level = PriceLevel(price: Decimal9(nanos: nanos), size: best.size)
        }
        level.size = max(.zero, level.size - taken(at: level.price, by: direction))
        return level
    }

    mutating func take(_ quantity: Decimal9, at price: Decimal9, by direction: Direction) {
        if direction == .buy {
            Self.add(quantity, at: price, to: &takenOffers)
        } else {
            Self.add(quantity, at: price, to: &takenBids)
        }
    }

    private func taken(at price: Decimal9, by direction: Direction) -> Decimal9 {
        let list = direction == .buy ? takenOffers : takenBids
        return list.first { $0.price == price }?.size ?? .zero
    }

    private static func add(
        _ quantity: Decimal9, at price: Decimal9, to list: inout [PriceLevel]
    ) {
        if let index = list.firstIndex(where: { $0.price == price }) {
            list[index].size += quantity
        } else {
            list.append(PriceLevel(price: price, size: quantity))
        }
    }
}
