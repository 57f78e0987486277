import Foundation

/// A bar whose prices are Foundation's decimal numbers, which are exact.
struct DecimalBar: FoundationBar {
    typealias CodingKeys = FoundationKeys

    static let millionth = Decimal(sign: .plus, exponent: -6, significand: 1)

    var eventType: String
    var symbol: String
    var timestamp: String
    var open: Decimal
    var high: Decimal
    var low: Decimal
    var close: Decimal
    var volume: Int64
    var duration: FoundationDuration?
    var assetClass: FoundationClass?
    var exchange: String?
    var currency: String?
    var dataQuality: FoundationQuality?
    var metadata: FoundationMetadata?
}
