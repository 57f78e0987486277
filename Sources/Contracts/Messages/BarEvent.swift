/// A validated price bar on `market_events`.
public struct BarEvent: Equatable, Sendable {
    public var symbol: Symbol
    /// The bar's close.
    public var timestamp: Timestamp
    public var open: Decimal9
    public var high: Decimal9
    public var low: Decimal9
    public var close: Decimal9
    /// Units traded in the bar, whole.
    public var volume: Int64
    public var exchange: String?
    /// ISO 4217 code.
    public var currency: String
    public var dataQuality: DataQuality?
    public var metadata: EventMetadata?
    public var duration: BarDuration
    public var assetClass: AssetClass
}

extension BarEvent {
    public init(
        symbol: Symbol, timestamp: Timestamp, open: Decimal9, high: Decimal9, low: Decimal9,
        close: Decimal9, volume: Int64, duration: BarDuration = .day1,
        assetClass: AssetClass = .equity, exchange: String? = nil, currency: String = "USD",
        dataQuality: DataQuality? = nil, metadata: EventMetadata? = nil
    ) {
        self.init(
            symbol: symbol, timestamp: timestamp, open: open, high: high, low: low, close: close,
            volume: volume, exchange: exchange, currency: currency, dataQuality: dataQuality,
            metadata: metadata, duration: duration, assetClass: assetClass)
    }
}

public enum BarDuration: String, CaseIterable, Sendable {
    case minute1 = "1m"
    case minute5 = "5m"
    case minute15 = "15m"
    case minute30 = "30m"
    case hour1 = "1h"
    case hour4 = "4h"
    case day1 = "1d"
}

public enum AssetClass: String, CaseIterable, Sendable {
    case equity, future, forex, crypto, bond
}

/// How good an event's data is, as far as its producer knows.
public struct DataQuality: Equatable, Sendable {
    /// 0…1.
    public var completenessScore: Double
    public var freshnessMs: Int64
    public var source: DataSource

    public init(completenessScore: Double, freshnessMs: Int64, source: DataSource) {
        self.completenessScore = completenessScore
        self.freshnessMs = freshnessMs
        self.source = source
    }
}

public enum DataSource: String, CaseIterable, Sendable {
    case ibkrRealtime = "ibkr_realtime"
    case ibkrHistorical = "ibkr_historical"
    case cache
    case synthetic
}

/// Where a market or order-flow event came from.
public struct EventMetadata: Equatable, Sendable {
    public var producerId: String?
    public var sequenceNumber: Int64?
    public var kafkaTopic: String?
    /// Ticks only: what made the tick.
    public var kind: TickKind?

    public init(
        producerId: String? = nil, sequenceNumber: Int64? = nil, kafkaTopic: String? = nil,
        kind: TickKind? = nil
    ) {
        self.producerId = producerId
        self.sequenceNumber = sequenceNumber
        self.kafkaTopic = kafkaTopic
        self.kind = kind
    }
}

public enum TickKind: String, CaseIterable, Sendable {
    case quote, trade
}
