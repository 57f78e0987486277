extension TickEvent {
    /// Appends the tick's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: bytesMax)
        var room = bytes.mutableSpan
        let start = writer.at
        writer.head(.tick, &room)
        writer.write(.symbol, symbol, &room)
        writer.write(.timestamp, timestamp, &room)
        writer.write(.bid, bid, &room)
        writer.write(.ask, ask, &room)
        writer.write(.bidSize, bidSize, &room)
        writer.write(.askSize, askSize, &room)
        if let last { writer.write(.last, last, &room) }
        if let lastSize { writer.write(.lastSize, lastSize, &room) }
        if let level2 {
            let start = writer.open(.level2, &room)
            writer.write(.bids, level2.bids, &room)
            writer.write(.asks, level2.asks, &room)
            writer.close(start, &room)
        }
        if let dataQuality { writer.write(dataQuality, &room) }
        if let metadata { writer.write(metadata, isTick: true, &room) }
        writer.close(start, &room)
        writer.finish(&bytes)
    }

    private var bytesMax: Int {
        let levels = level2.map { 32 + RecordWriter.levelsMax($0.bids, $0.asks) } ?? 0
        return 296 + levels + (dataQuality == nil ? 0 : DataQuality.bytesMax)
            + (metadata?.bytesMax ?? 0)
    }
}
