public import Contracts

/// Where approved orders go. Answers are appended as events, at once or by later calls.
public protocol Venue: Sendable {
    /// `at` is the decision's market time.
    mutating func submit(
        _ order: Approved<OrderIntent>, at: Timestamp, into events: inout [VenueEvent])
    /// Asks for the end of an order; answered by canceled, cancelRefused or its fills.
    mutating func cancel(_ intentId: MessageID, into events: inout [VenueEvent])
}

/// What a venue says about an order.
public struct VenueEvent: Equatable, Sendable {
    public enum Outcome: Equatable, Sendable {
        case acknowledged
        case filled(Execution)
        case canceled(reason: String)
        case cancelRefused
        case rejected(reason: String)
        /// No answer came in time: the order may live.
        case timedOut
        /// The order never reached the venue.
        case failed(message: String)
    }

    public let intentId: MessageID
    /// The venue's market time.
    public let timestamp: Timestamp
    public let outcome: Outcome

    public init(intentId: MessageID, timestamp: Timestamp, outcome: Outcome) {
        self.intentId = intentId
        self.timestamp = timestamp
        self.outcome = outcome
    }
}

/// One trade of an order.
public struct Execution: Equatable, Sendable {
    public let id: String
    public let quantity: Decimal9
    public let price: Decimal9
    /// What this trade adds to the order's commission.
    public let commission: Decimal9

    public init(id: String, quantity: Decimal9, price: Decimal9, commission: Decimal9) {
        self.id = id
        self.quantity = quantity
        self.price = price
        self.commission = commission
    }
}

/// An open order as its reports tell it after a restart.
public struct JournaledOrder: Equatable, Sendable {
    public let intentId: MessageID
    public let symbol: Symbol
    public let direction: Direction
    public let requested: Decimal9
    public let filled: Decimal9
    /// Σ quantity × price of its fills, in billionths of billionths.
    public let value: Int128
    /// Paid so far.
    public let commission: Decimal9
    /// Nil for a MARKET order.
    public let limitPrice: Decimal9?
    public let timeInForce: TimeInForce
    public let submittedAt: Timestamp
    /// Nil when the venue had not acknowledged it.
    public let acknowledgedAt: Timestamp?
}
