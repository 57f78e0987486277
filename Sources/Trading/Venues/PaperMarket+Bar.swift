internal import Contracts

extension PaperMarket {
    /// Own orders trade inside a bar, the first they meet being the first after their arrival:
    /// MARKET at open·(1 ± (spread/2 + λ·POV^0.7)), LIMIT when the bar went through the limit, at
    /// the better of limit and open; all together at most `povCap` of the bar's volume. A fill is
    /// stamped with the bar's time, its close.
    mutating func meet(
        _ bar: BarEvent, _ settings: PaperSettings, into events: inout [VenueEvent]
    ) {
        var left = Self.capacity(of: bar, settings)
        for index in orders.indices {
            if case .traveling(let arrival) = orders[index].stage {
                guard let arrival, arrival < bar.timestamp else { continue }
                events.append(orders[index].acknowledge(at: bar.timestamp))
            }
            let order = orders[index]
            let quantity = Self.quantity(for: order, of: left)
            if order.timeInForce == .fillOrKill, quantity < order.remaining {
                let reason = Self.killReason
                events.append(orders[index].end(at: bar.timestamp, reason: reason))
                continue
            }
            if quantity > .zero, let price = Self.price(of: order, quantity, in: bar, settings) {
                left -= quantity
                events.append(
                    orders[index].fill(quantity, at: price, time: bar.timestamp, settings))
            }
            guard order.timeInForce.endsAtOnce, !orders[index].isOver else { continue }
            let reason = order.timeInForce == .fillOrKill ? Self.killReason : Self.restReason
            events.append(orders[index].end(at: bar.timestamp, reason: reason))
        }
        orders.removeAll(where: \.isOver)
    }

    private static func capacity(of bar: BarEvent, _ settings: PaperSettings) -> Decimal9 {
        let nanos = Int128(settings.povCap.nanos) * Int128(bar.volume)
        return Decimal9(nanos: Int64(clamping: nanos))
    }

    /// What of `left` an order may take: whole units if the order is in whole units.
    private static func quantity(for order: PaperOrder, of left: Decimal9) -> Decimal9 {
        guard left < order.remaining else { return order.remaining }
        guard order.requested.nanos % Decimal9.scale == 0 else { return left }
        return Decimal9(nanos: left.nanos - left.nanos % Decimal9.scale)
    }

    private static func price(
        of order: PaperOrder, _ quantity: Decimal9, in bar: BarEvent, _ settings: PaperSettings
    ) -> Decimal9? {
        switch (order.limit, order.direction) {
        case (nil, let direction):
            marketPrice(direction, quantity, in: bar, settings)
        case (let limit?, .buy):
            bar.low < limit ? min(limit, bar.open) : nil
        case (let limit?, .sell):
            bar.high > limit ? max(limit, bar.open) : nil
        }
    }

    private static func marketPrice(
        _ direction: Direction, _ quantity: Decimal9, in bar: BarEvent,
        _ settings: PaperSettings
    ) -> Decimal9? {
        let scale = Int128(Decimal9.scale)
        let halfSpread = Int128(settings.spreadBps.nanos).dividedHalfEven(by: 20_000)
        let pov = Int128(quantity.nanos).dividedHalfEven(by: Int128(bar.volume))
        let power = ImpactPower.power7of10(min(.one, Decimal9(nanos: Int64(clamping: pov))))
        let impact = PaperSettings.impact.product(power).dividedHalfEven(by: scale)
        let factor = scale + Int128(direction.sign) * (halfSpread + impact)
        let price = Decimal9(roundingNanos: Int128(bar.open.nanos) * factor, dividedBy: scale)
        return price.map { max($0, Decimal9(nanos: 1)) }
    }
}

extension TimeInForce {
    /// Whether nothing of such an order rests.
    var endsAtOnce: Bool { self == .immediateOrCancel || self == .fillOrKill }
}
