import Contracts

/// Tables that are known by the names of their columns.
enum MappingPreset {
    /// Mappings and the columns that their header lines begin with.
    private static let known: [(columns: String, mapping: String, constants: RecordConstants)] = [
        (
            "ts_ns,bid_px,bid_sz,ask_px,ask_sz",
            "bidAsk:time=ts_ns@ns,bidPrice=bid_px,askPrice=ask_px,bidSize=bid_sz,askSize=ask_sz",
            RecordConstants()
        ),
        ("ts_ns,px,sz", "allLast:time=ts_ns@ns,price=px,size=sz", RecordConstants()),
        (
            "symbol,date,open,high,low,close,volume",
            "historicalBar:time=date@date,symbol=symbol,open=open,high=high,low=low,close=close,"
                + "volume=volume",
            RecordConstants(
                secType: "STK", exchange: "SMART", currency: "USD", barSize: .day1)
        ),
    ]

    /// The mapping for a header line, and what its records have by default.
    static func find(_ header: String) -> (ColumnMapping, RecordConstants)? {
        for preset in known where header == preset.columns || header.hasPrefix(preset.columns + ",")
        {
            guard let mapping = try? ColumnMapping(preset.mapping) else { continue }
            return (mapping, preset.constants)
        }
        return nil
    }

    /// What a message says of them.
    static var headers: String {
        known.map { "\($0.columns),…" }.joined(separator: "; ")
    }
}
