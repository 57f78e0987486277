internal import Contracts

extension PaperMarket {
    /// An order meets the standing quote: it takes what it may, then waits, rests or ends.
    mutating func arrive(
        _ index: Int, at now: Timestamp, _ settings: PaperSettings,
        into events: inout [VenueEvent]
    ) {
        let order = orders[index]
        if order.timeInForce == .fillOrKill,
            available(to: order, at: now, settings) < order.remaining
        {
            return end(index, Self.killReason, at: now, into: &events)
        }
        take(index, at: now, settings, into: &events)
        guard orders[index].remaining > .zero else { return }
        if order.timeInForce == .immediateOrCancel {
            return end(index, Self.restReason, at: now, into: &events)
        }
        guard let limit = order.limit, let quote else { return }
        orders[index].queue = Self.firstQueue(at: limit, order.direction, quote)
    }

    /// A new quote: queues shrink, what crosses resting orders fills them at their limit, waiting
    /// MARKET orders take.
    mutating func meetQuote(
        at now: Timestamp, _ settings: PaperSettings, into events: inout [VenueEvent]
    ) {
        guard let quote else { return }
        for index in orders.indices where !orders[index].isTraveling {
            guard let limit = orders[index].limit else {
                take(index, at: now, settings, into: &events)
                continue
            }
            let direction = orders[index].direction
            orders[index].queue = Self.nextQueue(
                orders[index].queue, at: limit, direction, quote)
            let opposite = quote.opposite(direction).price
            guard opposite == limit || Self.crosses(limit, opposite, direction),
                let best = self.quote?.level(0, for: direction, tickSize: settings.tickSize)
            else { continue }
            let quantity = min(orders[index].remaining, best.size)
            guard quantity > .zero else { continue }
            take(quantity, at: best.price, by: direction)
            events.append(orders[index].fill(quantity, at: limit, time: now, settings))
        }
        orders.removeAll(where: \.isOver)
    }

    /// A trade of the market: at an order's price by the other side it serves the queue, then own
    /// orders; through the price it fills them. Each unit of it fills once.
    mutating func meet(
        _ print: PriceLevel, by aggressor: Direction?, at now: Timestamp,
        _ settings: PaperSettings, into events: inout [VenueEvent]
    ) {
        var used = (buys: Decimal9.zero, sells: Decimal9.zero)
        for index in orders.indices where !orders[index].isTraveling {
            let order = orders[index]
            guard let limit = order.limit else { continue }
            let spent = order.direction == .buy ? used.buys : used.sells
            var free = print.size - spent
            if print.price == limit {
                guard aggressor == order.direction.opposite, case .ahead(let ahead) = order.queue
                else { continue }
                orders[index].queue = .ahead(max(.zero, ahead - print.size))
                free -= ahead
            } else if !Self.crosses(limit, print.price, order.direction) {
                continue
            }
            let quantity = min(order.remaining, free)
            guard quantity > .zero else { continue }
            if order.direction == .buy { used.buys += quantity } else { used.sells += quantity }
            events.append(orders[index].fill(quantity, at: limit, time: now, settings))
        }
        orders.removeAll(where: \.isOver)
    }

    /// Takes from the best opposite price on, at most `maxWalk` steps beyond it, never beyond the
    /// limit, and nothing of a quote that is too old.
    private mutating func take(
        _ index: Int, at now: Timestamp, _ settings: PaperSettings,
        into events: inout [VenueEvent]
    ) {
        let direction = orders[index].direction
        for step in 0...settings.maxWalk {
            guard orders[index].remaining > .zero,
                let level = usableLevel(step, for: orders[index], at: now, settings)
            else { return }
            let quantity = min(orders[index].remaining, level.size)
            guard quantity > .zero else { continue }
            take(quantity, at: level.price, by: direction)
            events.append(orders[index].fill(quantity, at: level.price, time: now, settings))
        }
    }

    /// What ``take(_:at:_:into:)`` would find.
    private func available(
        to order: PaperOrder, at now: Timestamp, _ settings: PaperSettings
    ) -> Decimal9 {
        var sum = Decimal9.zero
        for step in 0...settings.maxWalk where sum < order.remaining {
            guard let level = usableLevel(step, for: order, at: now, settings) else { break }
            sum += min(level.size, order.remaining - sum)
        }
        return sum
    }

    private func usableLevel(
        _ step: Int, for order: PaperOrder, at now: Timestamp, _ settings: PaperSettings
    ) -> PriceLevel? {
        guard let quote, now.nanoseconds(since: quote.time) <= settings.maxQuoteAge,
            let level = quote.level(step, for: order.direction, tickSize: settings.tickSize)
        else { return nil }
        if let limit = order.limit, level.price != limit,
            !Self.crosses(limit, level.price, order.direction)
        {
            return nil
        }
        return level
    }

    private mutating func end(
        _ index: Int, _ reason: String, at now: Timestamp, into events: inout [VenueEvent]
    ) {
        events.append(orders[index].end(at: now, reason: reason))
    }

    /// Whether `price` is strictly better than the limit.
    private static func crosses(
        _ limit: Decimal9, _ price: Decimal9, _ direction: Direction
    ) -> Bool {
        direction == .buy ? price < limit : price > limit
    }

    /// Behind the best: unknown. At the best: its size. Before it: nothing.
    private static func firstQueue(
        at limit: Decimal9, _ direction: Direction, _ quote: PaperQuote
    ) -> PaperOrder.Queue {
        let best = quote.own(direction)
        if best.price == limit { return .ahead(best.size) }
        return crosses(limit, best.price, direction) ? .ahead(.zero) : .unknown
    }

    private static func nextQueue(
        _ queue: PaperOrder.Queue, at limit: Decimal9, _ direction: Direction,
        _ quote: PaperQuote
    ) -> PaperOrder.Queue {
        switch (queue, firstQueue(at: limit, direction, quote)) {
        case (.ahead(let ahead), .ahead(let size)): .ahead(min(ahead, size))
        // The best went past the limit: what is known stays known.
        case (.ahead, .unknown): queue
        case (.unknown, let first): first
        }
    }
}
