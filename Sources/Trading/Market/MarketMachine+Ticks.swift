import Contracts

extension MarketMachine {
    mutating func applyQuote(
        _ quote: RawBidAsk, _ raw: MarketRaw, _ slot: Int,
        into effects: inout [MarketEffect]
    ) throws(GateFault) {
        try checkOrder(raw.time, after: states[slot].tickTime)
        try checkAge(raw.time)
        let top = BookTop(
            bid: PriceLevel(price: quote.bidPrice, size: quote.bidSize),
            ask: PriceLevel(price: quote.askPrice, size: quote.askSize))
        guard try top.isQuoted(.quote) else {
            accept(raw, slot, into: &effects)
            if settings.levels == 1 { states[slot].flow.forgetBook() }
            return drop(.noQuote, slot, into: &effects)
        }
        try top.checkCrossing(.quote)
        guard states[slot].quoteJumps.admit(top.mid, settings) else {
            throw .jump("bidPrice", top.mid, from: states[slot].quoteJumps.level)
        }
        accept(raw, slot, into: &effects)
        states[slot].top = top
        if settings.levels == 1 { feed(.top(top), at: raw.time, slot, into: &effects) }
        write(tick(top, raw, .quote, slot), slot, into: &effects)
    }

    mutating func applyTrade(
        _ trade: PriceLevel, _ raw: MarketRaw, _ slot: Int,
        into effects: inout [MarketEffect]
    ) throws(GateFault) {
        try checkOrder(raw.time, after: states[slot].tickTime)
        try checkAge(raw.time)
        guard trade.price > .zero else { throw .notPositive(trade.price, "price") }
        guard !trade.size.isNegative else { throw .negative(trade.size, "size") }
        guard states[slot].tradeJumps.admit(trade.price, settings) else {
            throw .jump("price", trade.price, from: states[slot].tradeJumps.level)
        }
        accept(raw, slot, into: &effects)
        states[slot].trade = trade
        build(TradedPrices(trade), at: raw.time, slot, into: &effects)
        guard let top = states[slot].top else {
            return drop(.tradeBeforeQuote, slot, into: &effects)
        }
        write(tick(top, raw, .trade, slot), slot, into: &effects)
    }

    /// A depth snapshot is a quote with its book; it feeds OFI when `levels` is above 1.
    mutating func applyDepth(
        _ bids: [PriceLevel], _ asks: [PriceLevel], _ raw: MarketRaw, _ slot: Int,
        into effects: inout [MarketEffect]
    ) throws(GateFault) {
        try checkOrder(raw.time, after: states[slot].tickTime)
        try checkAge(raw.time)
        let empty = PriceLevel(price: .zero, size: .zero)
        let top = BookTop(bid: bids.first ?? empty, ask: asks.first ?? empty)
        guard try top.isQuoted(.depth) else {
            accept(raw, slot, into: &effects)
            if settings.levels > 1 { states[slot].flow.forgetBook() }
            return drop(.noQuote, slot, into: &effects)
        }
        let book = Level2(bids: Level2.cut(bids), asks: Level2.cut(asks))
        try book.checkSide(book.bids, "bids") { $0 < $1 }
        try book.checkSide(book.asks, "asks") { $0 > $1 }
        try top.checkCrossing(.depth)
        guard states[slot].depthJumps.admit(top.mid, settings) else {
            throw .jump("bids[0][0]", top.mid, from: states[slot].depthJumps.level)
        }
        accept(raw, slot, into: &effects)
        states[slot].top = top
        if settings.levels > 1 { feed(.depth(book), at: raw.time, slot, into: &effects) }
        if book.bids.count < bids.count || book.asks.count < asks.count {
            counters.cutDepths += 1
        }
        var event = tick(top, raw, .quote, slot)
        event.level2 = book
        write(event, slot, into: &effects)
    }

    private func tick(
        _ top: BookTop, _ raw: MarketRaw, _ kind: TickKind, _ slot: Int
    ) -> TickEvent {
        let trade = states[slot].trade
        return TickEvent(
            symbol: states[slot].symbol, timestamp: raw.time, bid: top.bid.price,
            ask: top.ask.price, bidSize: top.bid.size, askSize: top.ask.size,
            last: trade?.price, lastSize: trade?.size,
            dataQuality: quality(of: raw, slot, at: raw.time),
            metadata: EventMetadata(kind: kind))
    }

    private mutating func write(
        _ tick: TickEvent, _ slot: Int, into effects: inout [MarketEffect]
    ) {
        counters.ticks += 1
        states[slot].tallies.ticks += 1
        effects.append(.tick(tick))
    }
}

extension Level2 {
    /// The best fifty levels of a side.
    fileprivate static func cut(_ side: [PriceLevel]) -> [PriceLevel] {
        side.count > maxLevels ? Array(side[..<maxLevels]) : side
    }

    /// Refuses a side with a price not above 0, a negative size, or prices not getting worse.
    fileprivate func checkSide(
        _ side: [PriceLevel], _ name: String, isWorse: (Decimal9, Decimal9) -> Bool
    ) throws(GateFault) {
        for i in side.indices {
            guard side[i].price > .zero else {
                throw .notPositive(side[i].price, "\(name)[\(i)][0]")
            }
            guard !side[i].size.isNegative else {
                throw .negative(side[i].size, "\(name)[\(i)][1]")
            }
            guard i == 0 || isWorse(side[i].price, side[i - 1].price) else {
                throw GateFault(
                    .depthOrder, "\(name)[\(i)][0]",
                    "must be worse than \(side[i - 1].price.double), "
                        + "found \(side[i].price.double)")
            }
        }
    }
}
