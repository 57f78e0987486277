extension MarketRaw {
    /// Of two names for one value the one wins that TWS has for the shape.
    static func readBar(
        _ bytes: Span<UInt8>, _ type: RawType, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> MarketRaw {
        let isHistorical = type == .historicalBar
        let kind = isHistorical ? ObjectKind.historicalBar : .realtimeBar
        var reader = try RecordReader(document: bytes, kind, memory)
        var common = Common()
        var bar = RawBar(
            open: .zero, high: .zero, low: .zero, close: .zero, volume: .zero, average: .zero,
            count: 0)
        var barSize = BarSize.secs5
        var (wap, average): (Decimal9?, Decimal9?) = (nil, nil)
        var (count, barCount): (Int64?, Int64?) = (nil, nil)
        while let field = try reader.next(bytes, kind, &memory) {
            switch field {
            case .open: bar.open = try reader.decimal(bytes)
            case .high: bar.high = try reader.decimal(bytes)
            case .low: bar.low = try reader.decimal(bytes)
            case .close: bar.close = try reader.decimal(bytes)
            case .volume: bar.volume = try reader.decimal(bytes)
            case .wap: wap = try reader.decimal(bytes)
            case .average: average = try reader.decimal(bytes)
            case .count: count = try reader.integer(bytes, least: -1)
            case .barCount: barCount = try reader.integer(bytes, least: -1)
            case .barSize where isHistorical: barSize = try reader.choice(bytes)
            default: try common.read(field, &reader, bytes, type, &memory)
            }
        }
        try reader.finish(bytes, kind, memory)
        guard let average = isHistorical ? average ?? wap : wap ?? average,
            let count = isHistorical ? barCount ?? count : count ?? barCount
        else { throw RecordReader.Invalid() }
        bar.average = average
        bar.count = count
        return common.record(
            isHistorical ? .historicalBar(bar, size: barSize) : .realtimeBar(bar))
    }
}
