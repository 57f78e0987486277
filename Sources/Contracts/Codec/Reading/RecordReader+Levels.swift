extension RecordReader {
    @inline(never)
    mutating func level2(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> Level2 {
        var reader = RecordReader(inside: self)
        var level2 = Level2(bids: [], asks: [])
        while let field = try reader.next(bytes, .level2, &memory) {
            switch field {
            case .bids: level2.bids = try reader.levels(bytes, .bids, &memory)
            case .asks: level2.asks = try reader.levels(bytes, .asks, &memory)
            default: throw Invalid()
            }
        }
        at = reader.at
        return level2
    }

    /// Reads `[[price, size], …]`.
    @inline(never)
    mutating func levels(
        _ bytes: Span<UInt8>, _ side: BookSide, _ memory: inout ReadingMemory
    ) throws(Invalid) -> [PriceLevel] {
        var levels: [PriceLevel] = []
        guard try open(bytes, UInt8(ascii: "[")) else { return levels }
        levels.reserveCapacity(memory.levelCount)
        repeat {
            guard try open(bytes, UInt8(ascii: "[")) else { throw Invalid() }
            let price = try decimal(bytes, side.price)
            guard try continues(bytes, UInt8(ascii: "]")) else { throw Invalid() }
            let size = try decimal(bytes, side.size)
            guard try !continues(bytes, UInt8(ascii: "]")) else { throw Invalid() }
            if let better = levels.last, !side.isWorse(price, than: better.price) {
                throw Invalid()
            }
            levels.append(PriceLevel(price: price, size: size))
            guard levels.count <= side.levelsMax ?? .max else { throw Invalid() }
        } while try continues(bytes, UInt8(ascii: "]"))
        memory.levelCount = min(levels.count, Level2.maxLevels)
        return levels
    }
}
