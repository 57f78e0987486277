extension OfiEvent {
    /// Appends the event's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: bytesMax)
        var room = bytes.mutableSpan
        let start = writer.at
        writer.head(.ofi, &room)
        writer.write(.symbol, symbol, &room)
        writer.write(.timestamp, timestamp, &room)
        writer.write(.ofiZ, ofiZ, &room)
        if let ofiRaw { writer.write(.ofiRaw, ofiRaw, &room) }
        if let ofiMa { writer.write(.ofiMa, ofiMa, &room) }
        if let ofiStd { writer.write(.ofiStd, ofiStd, &room) }
        if let windowMs { writer.write(.windowMs, windowMs, &room) }
        if let eventCount { writer.write(.eventCount, eventCount, &room) }
        if let metadata { writer.write(metadata, isTick: false, &room) }
        writer.close(start, &room)
        writer.finish(&bytes)
    }

    private var bytesMax: Int { 316 + (metadata?.bytesMax ?? 0) }
}
