extension TickEvent {
    /// Reads a `tick_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> TickEvent {
        do {
            let message = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, .tick)
        }
    }

    /// Appends the tick's canonical JSON.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, MarketEventType.tick)
            bytes.write(.symbol, symbol)
            bytes.write(.timestamp, timestamp)
            bytes.write(.bid, bid)
            bytes.write(.ask, ask)
            bytes.write(.bidSize, bidSize)
            bytes.write(.askSize, askSize)
            if let last { bytes.write(.last, last) }
            if let lastSize { bytes.write(.lastSize, lastSize) }
            if let level2 {
                bytes.object(.level2) { bytes in
                    bytes.write(.bids, level2.bids)
                    bytes.write(.asks, level2.asks)
                }
            }
            if let dataQuality { bytes.write(dataQuality) }
            if let metadata { bytes.write(metadata, isTick: true) }
        }
    }
}
