extension RecordReader {
    @inline(never)
    func level2(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(Invalid) -> (Level2, next: Int) {
        var reader = RecordReader(inside: self, .level2, memory)
        var level2 = Level2(bids: [], asks: [])
        while let field = try reader.next(bytes, .level2, &memory) {
            switch field {
            case .bids: (level2.bids, reader.at) = try reader.levels(bytes, .bids, &memory)
            case .asks: (level2.asks, reader.at) = try reader.levels(bytes, .asks, &memory)
            default: throw Invalid()
            }
        }
        return (level2, reader.at)
    }

    /// Reads `[[price, size], …]`.
    @inline(never)
    func levels(
        _ bytes: Span<UInt8>, _ side: BookSide, _ memory: inout ReadingMemory
    ) throws(Invalid) -> ([PriceLevel], next: Int) {
        var reader = self
        var levels: [PriceLevel] = []
        guard try reader.open(bytes, UInt8(ascii: "[")) else { return (levels, reader.at) }
        levels.reserveCapacity(memory.levelCount)
        repeat {
            guard try reader.open(bytes, UInt8(ascii: "[")) else { throw Invalid() }
            let price = try reader.decimal(bytes, side.price)
            guard try reader.continues(bytes, UInt8(ascii: "]")) else { throw Invalid() }
            let size = try reader.decimal(bytes, side.size)
            guard try !reader.continues(bytes, UInt8(ascii: "]")) else { throw Invalid() }
            if let better = levels.last, !side.isWorse(price, than: better.price) {
                throw Invalid()
            }
            levels.append(PriceLevel(price: price, size: size))
            guard levels.count <= side.levelsMax ?? .max else { throw Invalid() }
        } while try reader.continues(bytes, UInt8(ascii: "]"))
        memory.levelCount = min(levels.count, Level2.maxLevels)
        return (levels, reader.at)
    }
}
