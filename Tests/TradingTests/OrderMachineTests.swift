import Testing

@testable import Trading

@Suite struct OrderMachineTests {
    typealias Row = (OrderState, OrderEvent, OrderState, OrderStep.Note)

    static let working: [OrderState.Working] = [.submitted, .acknowledged, .partiallyFilled]

    static let states: [OrderState] =
        [
            .pending, .submitted, .acknowledged, .partiallyFilled, .filled, .canceled, .rejected,
            .failed,
        ] + working.map(OrderState.pendingCancel) + working.map(OrderState.unknown)

    static let events: [OrderEvent] = [
        .submit, .acknowledge, .cancel, .canceled, .cancelRefused, .reject, .timeout, .fail,
        .fill(.partial), .fill(.complete), .fill(.excess), .fill(.repeated),
    ]

    /// Every legal pair but the repeated and the excess fills, which all states but pending have.
    static let rows: [Row] =
        [
            (.pending, .submit, .submitted, .step),
            (.pending, .reject, .rejected, .step),
            (.submitted, .acknowledge, .acknowledged, .step),
            (.submitted, .reject, .rejected, .step),
            (.submitted, .fail, .failed, .step),
            (.submitted, .fill(.partial), .partiallyFilled, .step),
            (.submitted, .fill(.complete), .filled, .step),
            (.submitted, .cancel, .pendingCancel(.submitted), .step),
            (.submitted, .canceled, .canceled, .step),
            (.submitted, .timeout, .unknown(.submitted), .step),
            (.acknowledged, .reject, .rejected, .step),
            (.acknowledged, .fill(.partial), .partiallyFilled, .step),
            (.acknowledged, .fill(.complete), .filled, .step),
            (.acknowledged, .cancel, .pendingCancel(.acknowledged), .step),
            (.acknowledged, .canceled, .canceled, .step),
            (.acknowledged, .timeout, .unknown(.acknowledged), .step),
            (.partiallyFilled, .acknowledge, .partiallyFilled, .ignored),
            (.partiallyFilled, .fill(.partial), .partiallyFilled, .step),
            (.partiallyFilled, .fill(.complete), .filled, .step),
            (.partiallyFilled, .cancel, .pendingCancel(.partiallyFilled), .step),
            (.partiallyFilled, .canceled, .canceled, .step),
            (.partiallyFilled, .timeout, .unknown(.partiallyFilled), .step),
            (.pendingCancel(.submitted), .acknowledge, .pendingCancel(.acknowledged), .step),
            (.pendingCancel(.acknowledged), .acknowledge, .pendingCancel(.acknowledged), .ignored),
            (
                .pendingCancel(.partiallyFilled), .acknowledge, .pendingCancel(.partiallyFilled),
                .ignored
            ),
            (.pendingCancel(.submitted), .reject, .rejected, .step),
            (.pendingCancel(.acknowledged), .reject, .rejected, .step),
            (.pendingCancel(.submitted), .cancelRefused, .submitted, .ignored),
            (.pendingCancel(.acknowledged), .cancelRefused, .acknowledged, .ignored),
            (.pendingCancel(.partiallyFilled), .cancelRefused, .partiallyFilled, .ignored),
            (.unknown(.submitted), .acknowledge, .acknowledged, .step),
            (.unknown(.acknowledged), .acknowledge, .acknowledged, .step),
            (.unknown(.partiallyFilled), .acknowledge, .partiallyFilled, .step),
            (.unknown(.submitted), .reject, .rejected, .step),
            (.unknown(.acknowledged), .reject, .rejected, .step),
            (.unknown(.submitted), .fail, .failed, .step),
            (.filled, .acknowledge, .filled, .ignored),
            (.canceled, .acknowledge, .canceled, .ignored),
            (.filled, .cancelRefused, .filled, .ignored),
            (.canceled, .cancelRefused, .canceled, .ignored),
            (.rejected, .cancelRefused, .rejected, .ignored),
            (.canceled, .fill(.partial), .canceled, .lateFill),
            (.canceled, .fill(.complete), .filled, .lateFill),
            (.rejected, .fill(.partial), .rejected, .lateFill),
            (.rejected, .fill(.complete), .filled, .lateFill),
            (.failed, .fill(.partial), .failed, .lateFill),
            (.failed, .fill(.complete), .filled, .lateFill),
        ]
        + working.flatMap { (before) -> [Row] in
            [
                (.pendingCancel(before), .fill(.partial), .pendingCancel(.partiallyFilled), .step),
                (.pendingCancel(before), .fill(.complete), .filled, .step),
                (.pendingCancel(before), .canceled, .canceled, .step),
                (.pendingCancel(before), .cancel, .pendingCancel(before), .ignored),
                (.pendingCancel(before), .timeout, .unknown(before), .step),
                (.unknown(before), .fill(.partial), .partiallyFilled, .step),
                (.unknown(before), .fill(.complete), .filled, .step),
                (.unknown(before), .canceled, .canceled, .step),
                (.unknown(before), .cancel, .pendingCancel(before), .step),
                (.unknown(before), .cancelRefused, .unknown(before), .ignored),
                (.unknown(before), .timeout, .unknown(before), .ignored),
            ]
        }

    @Test("Every pair of state and event has its row or is illegal", arguments: states, events)
    func table(_ state: OrderState, _ event: OrderEvent) {
        var expected = Self.rows.first { $0.0 == state && $0.1 == event }.map {
            OrderStep($0.2, $0.3)
        }
        if state != .pending, event == .fill(.repeated) { expected = OrderStep(state, .ignored) }
        if state != .pending, event == .fill(.excess) { expected = OrderStep(.filled, .overFill) }
        do {
            #expect(try OrderMachine.next(state, event) == expected)
        } catch {
            #expect(error.code == .illegal)
            #expect(expected == nil, "\(error)")
        }
    }

    @Test("No row of the table is named twice")
    func unique() {
        for (index, row) in Self.rows.enumerated() {
            #expect(
                !Self.rows[..<index].contains { $0.0 == row.0 && $0.1 == row.1 },
                "\(row.0) \(row.1)")
        }
    }
}
