import Contracts

@testable import AlgoTradeDaemon

/// Lets the planes work one after the other, so that a run does not depend on which task the
/// machine favours: a plane has the turn from one `receive` to the next. When all had nothing to
/// do the next day's bars go in.
actor ChainTurns {
    private let log: MemoryLog
    private var days: [[MarketRaw]]
    private let order: [PlaneName]
    private var current = 0
    private var idle = 0
    private var waiting: [PlaneName: CheckedContinuation<Void, Never>] = [:]
    private var isFinished = false

    init(_ bars: [MarketRaw], _ log: MemoryLog, order: [PlaneName] = PlaneName.allCases) {
        self.log = log
        self.order = order
        let byDay = Dictionary(grouping: bars, by: \.time)
        days = byDay.sorted { $0.key > $1.key }.map(\.value)
    }

    nonisolated func door(_ bus: MemoryBus, _ plane: PlaneName) -> ChainDoor {
        ChainDoor(bus: bus, turns: self, plane: plane)
    }

    func isOver() async throws {
        try await eventually("the last turn") { isFinished }
    }

    /// Waits for the plane's turn; false when all is over.
    func take(_ plane: PlaneName) async -> Bool {
        if !isFinished, order[current] != plane {
            await withCheckedContinuation { waiting[plane] = $0 }
        }
        return !isFinished
    }

    /// Gives the turn back.
    func give(_ plane: PlaneName, wasIdle: Bool) async {
        idle = wasIdle ? idle + 1 : 0
        if idle == order.count {
            idle = 0
            if let day = days.popLast() {
                await log.append(ChainFeed.batch(day))
            } else {
                isFinished = true
            }
        }
        current = (current + 1) % order.count
        let woken = isFinished ? Array(waiting.keys) : [order[current]]
        for plane in woken { waiting.removeValue(forKey: plane)?.resume() }
    }
}

/// A plane's bus that waits for its turn.
final actor ChainDoor: SupervisedBus {
    private let bus: MemoryBus
    private let turns: ChainTurns
    private let plane: PlaneName
    private var hasTurn = false

    init(bus: MemoryBus, turns: ChainTurns, plane: PlaneName) {
        self.bus = bus
        self.turns = turns
        self.plane = plane
    }

    func receive(timeout: Duration?) async throws(BusFault) -> Delivery {
        while true {
            if hasTurn { await turns.give(plane, wasIdle: false) }
            hasTurn = await turns.take(plane)
            guard hasTurn else { return .closed }
            let delivery = try await bus.receive(timeout: .zero)
            guard case .idle = delivery else { return delivery }
            hasTurn = false
            await turns.give(plane, wasIdle: true)
            if timeout != nil { return .idle }
        }
    }

    func rewind(to offsets: [TopicPartition: Int64]) async throws(BusFault) {
        try await bus.rewind(to: offsets)
    }

    func commit(
        _ outputs: RecordBatch, state: RecordBatch, durable: Bool
    ) async throws(BusFault) {
        try await bus.commit(outputs, state: state, durable: durable)
    }

    func join() async throws(BusFault) {}
    func stop() async { await bus.stop() }
    func close() async {}
}
