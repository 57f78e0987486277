/// A bar whose prices are binary floating point, which is quick and inexact.
struct DoubleBar: FoundationBar {
    typealias CodingKeys = FoundationKeys

    static let millionth = 1e-6

    var eventType: String
    var symbol: String
    var timestamp: String
    var open: Double
    var high: Double
    var low: Double
    var close: Double
    var volume: Int64
    var duration: FoundationDuration?
    var assetClass: FoundationClass?
    var exchange: String?
    var currency: String?
    var dataQuality: FoundationQuality?
    var metadata: FoundationMetadata?
}
