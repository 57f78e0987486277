extension BarEvent {
    /// Reads a `bar_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> BarEvent {
        do {
            let message = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, .bar)
        }
    }

    /// Appends the bar's canonical JSON.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, MarketEventType.bar)
            bytes.write(.symbol, symbol)
            bytes.write(.timestamp, timestamp)
            bytes.write(.open, open)
            bytes.write(.high, high)
            bytes.write(.low, low)
            bytes.write(.close, close)
            bytes.write(.volume, volume)
            bytes.write(.barDuration, duration)
            bytes.write(.assetClass, assetClass)
            if let exchange { bytes.write(.exchange, exchange) }
            bytes.write(.currency, currency)
            if let dataQuality { bytes.write(dataQuality) }
            if let metadata { bytes.write(metadata, isTick: false) }
        }
    }
}
