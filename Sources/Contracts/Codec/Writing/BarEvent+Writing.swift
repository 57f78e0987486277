extension BarEvent {
    /// Appends the bar's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: bytesMax)
        var room = bytes.mutableSpan
        let start = writer.at
        writer.head(.bar, &room)
        writer.write(.symbol, symbol, &room)
        writer.write(.timestamp, timestamp, &room)
        writer.write(.open, open, &room)
        writer.write(.high, high, &room)
        writer.write(.low, low, &room)
        writer.write(.close, close, &room)
        writer.write(.volume, volume, &room)
        writer.write(.barDuration, duration, &room)
        writer.write(.assetClass, assetClass, &room)
        if let exchange { writer.write(.exchange, exchange, &room) }
        writer.write(.currency, currency, &room)
        if let dataQuality { writer.write(dataQuality, &room) }
        if let metadata { writer.write(metadata, isTick: false, &room) }
        writer.close(start, &room)
        writer.finish(&bytes)
    }

    private var bytesMax: Int {
        360 + RecordWriter.stringMax(exchange) + RecordWriter.stringMax(currency)
            + (dataQuality == nil ? 0 : DataQuality.bytesMax) + (metadata?.bytesMax ?? 0)
    }
}
