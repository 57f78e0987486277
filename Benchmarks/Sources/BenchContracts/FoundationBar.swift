import Contracts

/// The nested objects and word lists of a bar, for Foundation's coders.
struct FoundationQuality: Codable {
    enum Source: String, Codable {
        case realtime = "ibkr_realtime"
        case historical = "ibkr_historical"
        case cache, synthetic
    }

    enum CodingKeys: String, CodingKey {
        case completenessScore = "completeness_score"
        case freshnessMs = "freshness_ms"
        case source
    }

    var completenessScore: Double
    var freshnessMs: Int64
    var source: Source
}

struct FoundationMetadata: Codable {
    enum CodingKeys: String, CodingKey {
        case producerId = "producer_id"
        case sequenceNumber = "sequence_number"
        case kafkaTopic = "kafka_topic"
    }

    var producerId: String?
    var sequenceNumber: Int64?
    var kafkaTopic: String?
}

enum FoundationDuration: String, Codable {
    case minute1 = "1m"
    case minute5 = "5m"
    case minute15 = "15m"
    case minute30 = "30m"
    case hour1 = "1h"
    case hour4 = "4h"
    case day1 = "1d"
}

enum FoundationClass: String, Codable {
    case equity, future, forex, crypto, bond
}

enum FoundationKeys: String, CodingKey {
    case eventType = "event_type"
    case symbol, timestamp, open, high, low, close, volume
    case duration = "bar_duration"
    case assetClass = "asset_class"
    case exchange, currency
    case dataQuality = "data_quality"
    case metadata
}

struct FoundationFault: Error {
    var field: String
}

/// A bar for Foundation's coders, with the contract's rules asked after decoding.
protocol FoundationBar: Codable {
    associatedtype Price: Comparable

    var eventType: String { get }
    var symbol: String { get }
    /// Read by this project's own reader of timestamps, which is quicker than Foundation's; kept
    /// as text, so that encoding has no date to write.
    var timestamp: String { get }
    var open: Price { get }
    var high: Price { get }
    var low: Price { get }
    var close: Price { get }
    var volume: Int64 { get }
    var exchange: String? { get }
    var currency: String? { get }
    var dataQuality: FoundationQuality? { get }
    var metadata: FoundationMetadata? { get }

    static var millionth: Price { get }
}

extension FoundationBar {
    /// The same rules as this project's reader has.
    @inline(__always)
    func check() throws {
        guard eventType == "bar_event" else { throw FoundationFault(field: "event_type") }
        guard FoundationRules.isSymbol(symbol) else { throw FoundationFault(field: "symbol") }
        guard Timestamp(timestamp) != nil else { throw FoundationFault(field: "timestamp") }
        let least = Self.millionth
        guard open >= least, high >= least, low >= least, close >= least, volume >= 0 else {
            throw FoundationFault(field: "prices")
        }
        guard high >= max(open, close, low) else { throw FoundationFault(field: "high") }
        guard low <= min(open, close) else { throw FoundationFault(field: "low") }
        if let exchange, exchange.unicodeScalars.count > 32 {
            throw FoundationFault(field: "exchange")
        }
        if let currency, !FoundationRules.isCurrency(currency) {
            throw FoundationFault(field: "currency")
        }
        if let quality = dataQuality {
            guard 0...1 ~= quality.completenessScore, quality.freshnessMs >= 0 else {
                throw FoundationFault(field: "data_quality")
            }
        }
        if let number = metadata?.sequenceNumber, number < 0 {
            throw FoundationFault(field: "metadata")
        }
    }
}

enum FoundationRules {
    static func isSymbol(_ text: String) -> Bool {
        let bytes = text.utf8
        guard 1...20 ~= bytes.count else { return false }
        var index = 0
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                break
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                guard index > 0, index < bytes.count - 1 else { return false }
            default: return false
            }
            index += 1
        }
        return true
    }

    static func isCurrency(_ text: String) -> Bool {
        text.utf8.count == 3
            && text.utf8.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
    }
}
