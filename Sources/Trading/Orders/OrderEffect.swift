public import Contracts

/// What the order plane must do, in this order.
public enum OrderEffect: Sendable {
    /// To `exec_reports`, in one transaction with the input's offset.
    case report(ExecutionReport)
    /// To the venue, only after the SUBMITTED report before it is committed. `at` is the
    /// decision's market time.
    case submit(Approved<OrderIntent>, at: Timestamp)
    /// A cancel, to the venue.
    case cancel(MessageID)
    case alarm(OrderAlarm)
    /// A kill switch that the desk turned on by itself; to be kept as the others are.
    case halted(Halt)
}

/// Something that a person must see.
public struct OrderAlarm: Equatable, Sendable {
    public enum Code: String, Sendable {
        /// A fill after the order's end.
        case lateFill = "late_fill"
        /// More filled than ordered; the symbol is halted.
        case overFill = "over_fill"
    }

    public let code: Code
    public let intentId: MessageID
    public let symbol: Symbol
    public let message: String
}
