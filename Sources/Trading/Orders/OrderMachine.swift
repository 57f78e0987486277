/// Where an order stands.
public enum OrderState: Hashable, Sendable {
    /// Judged, not journaled. Goes to submitted or rejected.
    case pending
    /// Journaled, the venue has not answered.
    case submitted
    case acknowledged
    case partiallyFilled
    /// A cancel is on its way; a refusal goes back to the state before.
    case pendingCancel(Working)
    /// The venue did not answer in time: still in every limit until the venue tells.
    case unknown(Working)
    case filled
    case canceled
    case rejected
    /// The order never reached the venue.
    case failed

    /// The states in which an order may trade.
    public enum Working: Hashable, Sendable {
        case submitted, acknowledged, partiallyFilled
    }

    /// Whether the order counts in every limit.
    public var isOpen: Bool {
        switch self {
        case .submitted, .acknowledged, .partiallyFilled, .pendingCancel, .unknown: true
        case .pending, .filled, .canceled, .rejected, .failed: false
        }
    }
}

extension OrderState.Working {
    var state: OrderState {
        switch self {
        case .submitted: .submitted
        case .acknowledged: .acknowledged
        case .partiallyFilled: .partiallyFilled
        }
    }

    var acknowledged: Self { self == .submitted ? .acknowledged : self }
}

/// What happens to an order.
public enum OrderEvent: Hashable, Sendable {
    case submit
    case acknowledge
    case fill(FillSize)
    /// A cancel goes to the venue.
    case cancel
    /// The venue ended the order, asked or not.
    case canceled
    case cancelRefused
    case reject
    case timeout
    case fail

    /// A fill as the order sees it before it is counted.
    public enum FillSize: Hashable, Sendable {
        /// Something remains.
        case partial
        /// Nothing remains.
        case complete
        /// More than remained.
        case excess
        /// The execution id was seen before.
        case repeated
    }
}

/// An event's outcome.
public struct OrderStep: Equatable, Sendable {
    public let state: OrderState
    public let note: Note

    public enum Note: Equatable, Sendable {
        /// The step is reported.
        case step
        /// Nothing changed and nothing is reported.
        case ignored
        /// A fill after the end: counted, reported, an alarm.
        case lateFill
        /// The order ends at its quantity, the excess is an execution of its own, an alarm.
        case overFill
    }

    init(_ state: OrderState, _ note: Note = .step) {
        self.state = state
        self.note = note
    }
}

/// The order's state machine as one table.
public enum OrderMachine {
    /// - Throws: ``OrderFault`` with code `illegal` for a pair that has no row.
    public static func next(
        _ state: OrderState, _ event: OrderEvent
    ) throws(OrderFault) -> OrderStep {
        switch (state, event) {
        case (.pending, .submit): OrderStep(.submitted)
        case (.pending, .reject): OrderStep(.rejected)

        case (.submitted, .acknowledge): OrderStep(.acknowledged)
        case (.submitted, .reject), (.acknowledged, .reject): OrderStep(.rejected)
        case (.submitted, .fail): OrderStep(.failed)
        // From submitted: the acknowledgement was skipped or comes after the fill.
        case (.submitted, .fill(.partial)), (.acknowledged, .fill(.partial)),
            (.partiallyFilled, .fill(.partial)):
            OrderStep(.partiallyFilled)
        case (.submitted, .fill(.complete)), (.acknowledged, .fill(.complete)),
            (.partiallyFilled, .fill(.complete)):
            OrderStep(.filled)
        // An acknowledgement that comes after its fill tells nothing new.
        case (.partiallyFilled, .acknowledge), (.filled, .acknowledge), (.canceled, .acknowledge):
            OrderStep(state, .ignored)
        case (.submitted, .canceled), (.acknowledged, .canceled), (.partiallyFilled, .canceled):
            OrderStep(.canceled)

        case (.submitted, .cancel): OrderStep(.pendingCancel(.submitted))
        case (.acknowledged, .cancel): OrderStep(.pendingCancel(.acknowledged))
        case (.partiallyFilled, .cancel): OrderStep(.pendingCancel(.partiallyFilled))
        case (.unknown(let before), .cancel): OrderStep(.pendingCancel(before))
        case (.pendingCancel, .cancel): OrderStep(state, .ignored)
        case (.pendingCancel, .canceled): OrderStep(.canceled)
        case (.pendingCancel(let before), .cancelRefused): OrderStep(before.state, .ignored)
        // The cancel and the order's end crossed on the way.
        case (.filled, .cancelRefused), (.canceled, .cancelRefused), (.rejected, .cancelRefused),
            (.unknown, .cancelRefused):
            OrderStep(state, .ignored)
        case (.pendingCancel(.submitted), .acknowledge): OrderStep(.pendingCancel(.acknowledged))
        case (.pendingCancel, .acknowledge): OrderStep(state, .ignored)
        // Fills go on until the venue confirms the cancel.
        case (.pendingCancel, .fill(.partial)): OrderStep(.pendingCancel(.partiallyFilled))
        case (.pendingCancel, .fill(.complete)): OrderStep(.filled)
        case (.pendingCancel(.submitted), .reject), (.pendingCancel(.acknowledged), .reject):
            OrderStep(.rejected)

        case (.submitted, .timeout): OrderStep(.unknown(.submitted))
        case (.acknowledged, .timeout): OrderStep(.unknown(.acknowledged))
        case (.partiallyFilled, .timeout): OrderStep(.unknown(.partiallyFilled))
        case (.pendingCancel(let before), .timeout): OrderStep(.unknown(before))
        case (.unknown, .timeout): OrderStep(state, .ignored)
        // Unknown ends by the venue's word alone.
        case (.unknown(let before), .acknowledge): OrderStep(before.acknowledged.state)
        case (.unknown, .fill(.partial)): OrderStep(.partiallyFilled)
        case (.unknown, .fill(.complete)): OrderStep(.filled)
        case (.unknown, .canceled): OrderStep(.canceled)
        case (.unknown(.submitted), .reject), (.unknown(.acknowledged), .reject):
            OrderStep(.rejected)
        case (.unknown(.submitted), .fail): OrderStep(.failed)

        // The order was over for us, not for the venue.
        case (.canceled, .fill(.partial)), (.rejected, .fill(.partial)),
            (.failed, .fill(.partial)):
            OrderStep(state, .lateFill)
        case (.canceled, .fill(.complete)), (.rejected, .fill(.complete)),
            (.failed, .fill(.complete)):
            OrderStep(.filled, .lateFill)

        case (.pending, .fill): throw OrderFault(.illegal, state, event)
        case (_, .fill(.repeated)): OrderStep(state, .ignored)
        case (_, .fill(.excess)): OrderStep(.filled, .overFill)

        default: throw OrderFault(.illegal, state, event)
        }
    }
}
