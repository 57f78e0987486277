public import Contracts

extension Timestamp: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(word: UInt64(bitPattern: nanoseconds))
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(nanoseconds: Int64(bitPattern: try state.readWord()))
    }
}

extension Decimal9: StateCoded {
    public func write(to state: inout StateWriter) { nanos.write(to: &state) }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(nanos: try Int64(from: &state))
    }
}

extension Symbol: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(byte: UInt8(count))
        for index in 0..<count { state.write(byte: self[index]) }
    }

    public init(from state: inout StateReader) throws(StateFault) {
        let count = try state.readCount(atMost: Symbol.maxLength)
        var bytes: [UInt8] = []
        for _ in 0..<count { bytes.append(try state.readByte()) }
        guard let symbol = Symbol(utf8: bytes.span) else {
            throw state.malformed("a symbol was expected")
        }
        self = symbol
    }
}

extension PriceLevel: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(price)
        state.write(size)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(price: try state.read(), size: try state.read())
    }
}

extension Level2: StateCoded {
    public func write(to state: inout StateWriter) {
        state.write(bids)
        state.write(asks)
    }

    public init(from state: inout StateReader) throws(StateFault) {
        self.init(
            bids: try state.readList(atMost: Self.maxLevels),
            asks: try state.readList(atMost: Self.maxLevels))
    }
}
