internal import Contracts

/// An order at the paper venue.
struct PaperOrder: Equatable, Sendable {
    enum Stage: Equatable, Sendable {
        /// On its way: meets the book after all records with time ≤ the arrival. Nil when the
        /// symbol's market time is not known yet.
        case traveling(arrival: Timestamp?)
        case working
    }

    /// What of the market stands before a resting order at its price.
    enum Queue: Equatable, Sendable {
        /// The order rests behind the best price: what stands before it is not known.
        case unknown
        case ahead(Decimal9)
    }

    let intentId: MessageID
    let direction: Direction
    let requested: Decimal9
    /// Nil for a MARKET order.
    let limit: Decimal9?
    let timeInForce: TimeInForce
    var stage: Stage
    var queue = Queue.unknown
    /// When an asked-for cancel takes hold.
    var cancelAt: Timestamp?
    /// The market time that the decision knew, for an answer before any record of the symbol.
    let since: Timestamp
    private var hasEnded = false
    /// UTC day of the acknowledgement; a DAY order ends with it.
    private(set) var day: Int64 = 0
    private(set) var filled: Decimal9
    /// Σ quantity × price in billionths of billionths.
    private var value: Int128
    private var commission: Decimal9

    init(_ intent: OrderIntent, since: Timestamp, arrival: Timestamp?) {
        self.since = since
        intentId = intent.intentId
        direction = intent.direction
        requested = intent.quantity
        limit = intent.orderType.needsLimitPrice ? intent.limitPrice : nil
        timeInForce = intent.timeInForce
        stage = .traveling(arrival: arrival)
        filled = .zero
        value = 0
        commission = .zero
    }

    init(_ order: JournaledOrder, arrival: Timestamp?) {
        since = order.acknowledgedAt ?? order.submittedAt
        intentId = order.intentId
        direction = order.direction
        requested = order.requested
        limit = order.limitPrice
        timeInForce = order.timeInForce
        stage = order.acknowledgedAt == nil ? .traveling(arrival: arrival) : .working
        day = order.acknowledgedAt.map(Self.day) ?? 0
        filled = order.filled
        value = order.value
        commission = order.commission
    }

    var remaining: Decimal9 { requested - filled }
    var isTraveling: Bool { stage != .working }
    var isOver: Bool { hasEnded || remaining <= .zero }

    mutating func acknowledge(at time: Timestamp) -> VenueEvent {
        stage = .working
        day = Self.day(of: time)
        return VenueEvent(intentId: intentId, timestamp: time, outcome: .acknowledged)
    }

    /// Fills `quantity` of what remains. The execution's id is a hash of seed, intent and what was
    /// filled before, so a restart between two fills changes no id.
    mutating func fill(
        _ quantity: Decimal9, at price: Decimal9, time: Timestamp, _ settings: PaperSettings
    ) -> VenueEvent {
        precondition(quantity > .zero && quantity <= remaining)
        let id = MessageID { hash in
            hash.combine(settings.seed)
            hash.combine(intentId.high)
            hash.combine(intentId.low)
            hash.combine(UInt64(bitPattern: filled.nanos))
        }
        filled += quantity
        value += quantity.product(price)
        let due = settings.commission(quantity: filled, value: value)
        let execution = Execution(
            id: id.description, quantity: quantity, price: price,
            commission: max(.zero, due - commission))
        commission += execution.commission
        return VenueEvent(intentId: intentId, timestamp: time, outcome: .filled(execution))
    }

    mutating func end(at time: Timestamp, reason: String) -> VenueEvent {
        hasEnded = true
        return VenueEvent(intentId: intentId, timestamp: time, outcome: .canceled(reason: reason))
    }

    func ends(before time: Timestamp) -> Bool {
        timeInForce == .day && !isTraveling && day < Self.day(of: time)
    }

    private static func day(of time: Timestamp) -> Int64 {
        let length: Int64 = 86_400_000_000_000
        let (quotient, remainder) = time.nanoseconds.quotientAndRemainder(dividingBy: length)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
