/// Order-flow imbalance of one closed window, on `ofi_events`.
public struct OfiEvent: Equatable, Sendable {
    public var symbol: Symbol
    /// The window's end.
    public var timestamp: Timestamp
    /// (OFI − mean) / std over the windows before.
    public var ofiZ: Double
    /// OFI in the size's units.
    public var ofiRaw: Double?
    public var ofiMa: Double?
    public var ofiStd: Double?
    public var windowMs: Int64?
    public var eventCount: Int64?
    public var metadata: EventMetadata?

    public init(
        symbol: Symbol, timestamp: Timestamp, ofiZ: Double, ofiRaw: Double? = nil,
        ofiMa: Double? = nil, ofiStd: Double? = nil, windowMs: Int64? = nil,
        eventCount: Int64? = nil, metadata: EventMetadata? = nil
    ) {
        self.symbol = symbol
        self.timestamp = timestamp
        self.ofiZ = ofiZ
        self.ofiRaw = ofiRaw
        self.ofiMa = ofiMa
        self.ofiStd = ofiStd
        self.windowMs = windowMs
        self.eventCount = eventCount
        self.metadata = metadata
    }
}
