import Contracts

/// The best bid and ask of a symbol with their sizes.
struct BookTop: Equatable, Sendable {
    var bid: PriceLevel
    var ask: PriceLevel

    /// Between bid and ask, rounded down to nine places.
    var mid: Decimal9 {
        Decimal9(nanos: bid.price.nanos + (ask.price.nanos - bid.price.nanos) / 2)
    }

    /// Whether both sides have something: no side's price is −1 and no side's size is 0.
    ///
    /// A side that has something must have a price above 0 and no negative size.
    func isQuoted(_ paths: Paths) throws(GateFault) -> Bool {
        let hasBid = try Self.isQuoted(bid, paths.bidPrice, paths.bidSize)
        let hasAsk = try Self.isQuoted(ask, paths.askPrice, paths.askSize)
        return hasBid && hasAsk
    }

    /// Refuses a bid above the ask; equal is legal.
    func checkCrossing(_ paths: Paths) throws(GateFault) {
        guard bid.price <= ask.price else {
            throw GateFault(
                .crossed, paths.askPrice,
                "\(ask.price.double) lies below the bid, \(bid.price.double)")
        }
    }

    /// The fields of a shape that faults name.
    struct Paths {
        let bidPrice: String
        let bidSize: String
        let askPrice: String
        let askSize: String

        static let quote = Paths(
            bidPrice: "bidPrice", bidSize: "bidSize", askPrice: "askPrice", askSize: "askSize")
        static let depth = Paths(
            bidPrice: "bids[0][0]", bidSize: "bids[0][1]", askPrice: "asks[0][0]",
            askSize: "asks[0][1]")
    }

    private static func isQuoted(
        _ side: PriceLevel, _ pricePath: String, _ sizePath: String
    ) throws(GateFault) -> Bool {
        guard !side.size.isNegative else { throw .negative(side.size, sizePath) }
        if side.size.isZero || side.price == Decimal9(-1) { return false }
        guard side.price > .zero else { throw .notPositive(side.price, pricePath) }
        return true
    }
}

extension GateFault {
    static func notPositive(_ price: Decimal9, _ path: String) -> GateFault {
        GateFault(.invalidPrice, path, "must be above 0, found \(price.double)")
    }

    static func negative(_ size: Decimal9, _ path: String) -> GateFault {
        GateFault(.invalidSize, path, "must not be negative, found \(size.double)")
    }

    static func jump(_ path: String, _ price: Decimal9, from level: Decimal9) -> GateFault {
        GateFault(.priceJump, path, "\(price.double) is too far from \(level.double)")
    }
}

extension BookTop: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(bid)
        state.write(ask)
    }

    init(from state: inout StateReader) throws(StateFault) {
        self.init(bid: try state.read(), ask: try state.read())
        try state.require(
            bid.price > .zero && bid.price <= ask.price && !bid.size.isNegative
                && !ask.size.isNegative, "no such quote")
    }
}
