public import Contracts

extension OrderDesk {
    /// Takes a venue's answer.
    ///
    /// - Throws: ``OrderFault``, with nothing changed: an unknown order, or an answer that has no
    ///   row in the ``OrderMachine``.
    public mutating func apply(
        _ event: VenueEvent, into effects: inout [OrderEffect]
    ) throws(OrderFault) {
        // Out of the table while it changes, so that its arrays stay unshared.
        guard var order = orders.removeValue(forKey: event.intentId) else {
            throw OrderFault(unknown: event.intentId)
        }
        defer { orders[event.intentId] = order }
        let now = event.timestamp
        switch event.outcome {
        case .acknowledged:
            let step = try OrderMachine.next(order.state, .acknowledge)
            move(&order, to: step.state)
            guard step.note == .step else { return }
            order.acknowledgedAt = now
            write(.acknowledged, of: &order, at: now, into: &effects)
        case .filled(let execution):
            try fill(&order, execution, at: now, into: &effects)
        case .canceled(let reason):
            try end(&order, .canceled, .canceled, reason, at: now, into: &effects)
        case .rejected(let reason):
            try end(&order, .reject, .rejected, reason, at: now, into: &effects)
        case .failed(let message):
            let text = String(String.UnicodeScalarView(message.unicodeScalars.prefix(512)))
            try end(&order, .fail, .error, text, at: now, into: &effects)
        case .cancelRefused:
            move(&order, to: try OrderMachine.next(order.state, .cancelRefused).state)
        case .timedOut:
            let step = try OrderMachine.next(order.state, .timeout)
            move(&order, to: step.state)
            guard step.note == .step else { return }
            write(.timeout, of: &order, at: now, into: &effects)
        }
    }

    /// Asks the venue to end an order. A cancel passes every gate and every halt.
    ///
    /// - Throws: ``OrderFault`` for an order that is not known or over.
    public mutating func cancel(
        _ intentId: MessageID, into effects: inout [OrderEffect]
    ) throws(OrderFault) {
        guard var order = orders.removeValue(forKey: intentId) else {
            throw OrderFault(unknown: intentId)
        }
        defer { orders[intentId] = order }
        let step = try OrderMachine.next(order.state, .cancel)
        move(&order, to: step.state)
        if step.note == .step { effects.append(.cancel(intentId)) }
    }

    /// Asks the venue to end every open order of the scope, the oldest first.
    public mutating func cancelOpen(
        in scope: HaltScope, into effects: inout [OrderEffect]
    ) throws(OrderFault) {
        for intentId in open {
            guard let order = orders[intentId],
                scope.covers(strategy: order.strategy, symbol: order.symbol)
            else { continue }
            try cancel(intentId, into: &effects)
        }
    }

    private mutating func end(
        _ order: inout DeskOrder, _ event: OrderEvent, _ status: OrderStatus, _ reason: String,
        at now: Timestamp, into effects: inout [OrderEffect]
    ) throws(OrderFault) {
        let step = try OrderMachine.next(order.state, event)
        order.reason = reason
        move(&order, to: step.state)
        write(status, of: &order, at: now, into: &effects)
    }

    private mutating func fill(
        _ order: inout DeskOrder, _ execution: Execution, at now: Timestamp,
        into effects: inout [OrderEffect]
    ) throws(OrderFault) {
        let step = try OrderMachine.next(order.state, .fill(order.size(of: execution)))
        switch step.note {
        case .ignored:
            return
        case .step, .lateFill:
            book(execution, of: &order, at: now)
            move(&order, to: step.state)
            write(Self.status(after: step.state), of: &order, at: now, into: &effects)
            if step.note == .lateFill {
                let message = "execution \(execution.id) after the end"
                alarm(.lateFill, order, message, into: &effects)
            }
        case .overFill:
            overFill(&order, execution, at: now, into: &effects)
        }
    }

    /// The order ends at its quantity; what is beyond is an order of its own, made by nobody here.
    private mutating func overFill(
        _ order: inout DeskOrder, _ execution: Execution, at now: Timestamp,
        into effects: inout [OrderEffect]
    ) {
        let externalId = MessageID { hash in
            hash.combine("external")
            hash.combine(order.intentId.high)
            hash.combine(order.intentId.low)
            hash.combine(execution.id)
        }
        guard orders[externalId] == nil else { return }
        let own = order.remaining
        let excess = execution.quantity - own
        if own > .zero {
            let part = Execution(
                id: execution.id, quantity: own, price: execution.price,
                commission: execution.commission)
            book(part, of: &order, at: now)
            move(&order, to: .filled)
            write(.filled, of: &order, at: now, into: &effects)
        }
        order.note(execution.id)
        var external = DeskOrder(external: order, id: externalId, quantity: excess)
        let part = Execution(
            id: execution.id, quantity: excess, price: execution.price,
            commission: own > .zero ? .zero : execution.commission)
        book(part, of: &external, at: now)
        external.state = .filled
        write(.filled, of: &external, at: now, into: &effects)
        orders[externalId] = external
        seen.insert(externalId)
        remember(externalId)
        let message = "\(Notional(excess)) beyond the order's quantity"
        alarm(.overFill, order, message, into: &effects)
        let halt = Halt(scope: .symbol(order.symbol), reason: "over-fill of \(order.orderId)")
        self.halt(halt.scope, reason: halt.reason)
        effects.append(.halted(halt))
    }

    private func alarm(
        _ code: OrderAlarm.Code, _ order: DeskOrder, _ message: String,
        into effects: inout [OrderEffect]
    ) {
        let alarm = OrderAlarm(
            code: code, intentId: order.intentId, symbol: order.symbol, message: message)
        effects.append(.alarm(alarm))
    }

    /// The status of a fill's report: a late fill that leaves the order over keeps its end.
    private static func status(after state: OrderState) -> OrderStatus {
        switch state {
        case .filled: .filled
        case .canceled: .canceled
        case .rejected: .rejected
        case .failed: .error
        case .pending, .submitted, .acknowledged, .partiallyFilled, .pendingCancel, .unknown:
            .partialFill
        }
    }
}
