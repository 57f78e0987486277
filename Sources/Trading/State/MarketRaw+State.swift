public import Contracts

extension MarketRaw: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(symbol)
        state.write(time)
        state.write(conId)
        state.write(secType)
        state.write(exchange)
        state.write(currency)
        state.write(source)
        state.write(shape)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(
            symbol: try state.read(), time: try state.read(), conId: try state.read(),
            secType: try state.read(), exchange: try state.read(), currency: try state.read(),
            source: try state.read(), shape: try state.read())
    }
}

extension MarketRaw.Shape: StateCoded {
    public func write(to state: inout StateWriter) {
        switch self {
        case .bidAsk(let quote):
            state.write(byte: 0)
            state.write(quote)
        case .allLast(let price, let size):
            state.write(byte: 1)
            state.write(price)
            state.write(size)
        case .realtimeBar(let bar):
            state.write(byte: 2)
            state.write(bar)
        case .historicalBar(let bar, let size):
            state.write(byte: 3)
            state.write(bar)
            state.write(name: size)
        case .depth(let bids, let asks):
            state.write(byte: 4)
            state.write(bids)
            state.write(asks)
        }
    }

    public init(from state: inout StateReader) throws(StateFault) {
        switch try state.readByte() {
        case 0: self = .bidAsk(try state.read())
        case 1: self = .allLast(price: try state.read(), size: try state.read())
        case 2: self = .realtimeBar(try state.read())
        case 3: self = .historicalBar(try state.read(), size: try state.readName())
        case 4:
            self = .depth(
                bids: try state.readList(atMost: .max), asks: try state.readList(atMost: .max))
        case let other: throw state.malformed("\(other) is no shape of a raw record")
        }
    }
}

extension RawBidAsk: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(bidPrice)
        state.write(askPrice)
        state.write(bidSize)
        state.write(askSize)
        state.write(bidPastLow)
        state.write(askPastHigh)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(
            bidPrice: try state.read(), askPrice: try state.read(), bidSize: try state.read(),
            askSize: try state.read(), bidPastLow: try state.read(),
            askPastHigh: try state.read())
    }
}

extension RawBar: StateCoded {
    public func write(to state: inout StateWriter) {
        for price in [open, high, low, close, volume, average] { state.write(price) }
        state.write(count)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(
            open: try state.read(), high: try state.read(), low: try state.read(),
            close: try state.read(), volume: try state.read(), average: try state.read(),
            count: try state.read())
    }
}
