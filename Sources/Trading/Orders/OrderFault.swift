internal import Contracts

/// Why the order plane's machine could not take an event. None is retriable.
public struct OrderFault: Error, Equatable, Sendable {
    public enum Code: String, Sendable {
        /// The state machine has no row for the pair.
        case illegal
        /// The venue speaks of an order that is not known here.
        case unknownOrder = "unknown_order"
    }

    public let code: Code
    public let message: String

    init(_ code: Code, _ state: OrderState, _ event: OrderEvent) {
        self.code = code
        message = "no row for \(event) in \(state)"
    }

    init(unknown intentId: MessageID) {
        code = .unknownOrder
        message = "no order of intent \(intentId)"
    }
}

extension OrderFault: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(message)" }
}
