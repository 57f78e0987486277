import Contracts
import KafkaBus
import Synchronization

@testable import AlgoTradeDaemon

/// What goes wrong for the members of one group on a log in memory, as the seed has it: planes
/// end around commits, and partitions go from one member to another.
final class ShakyPlan: Sendable {
    struct Rates: Sendable {
        /// Of so many commits one ends the plane: half of them before they are made.
        var failure = 0
        /// Of so many commits one gives every partition to a member drawn by lot.
        var move = 0
        /// Whether snapshots come into the log.
        var keepsState = true
        /// Most records of one partition in a row.
        var runMax = Int.max
    }

    enum Fate { case well, failsBefore, failsAfter }

    let rates: Rates
    let members: Int
    let partitions: Int32
    private let state: Mutex<State>

    private struct State {
        var random: ConfigurationRandom
        var owners: [Int]
        var held: [Int: Set<Int32>] = [:]
        var failures = 0
        var moves = 0
    }

    init(seed: UInt64, _ rates: Rates, members: Int = 1, partitions: Int32 = 3) {
        self.rates = rates
        self.members = members
        self.partitions = partitions
        state = Mutex(
            State(
                random: ConfigurationRandom(seed: seed),
                owners: Array(repeating: 0, count: Int(partitions))))
    }

    var runMax: Int { rates.runMax }
    var failures: Int { state.withLock { $0.failures } }
    var moves: Int { state.withLock { $0.moves } }

    /// The next commit's fate; partitions may move because of it.
    func fate() -> Fate {
        state.withLock { state in
            if rates.move > 0, Int.random(in: 0..<rates.move, using: &state.random) == 0 {
                for partition in state.owners.indices {
                    state.owners[partition] = Int.random(in: 0..<members, using: &state.random)
                }
                state.moves += 1
            }
            guard rates.failure > 0,
                Int.random(in: 0..<rates.failure, using: &state.random) == 0
            else { return .well }
            state.failures += 1
            return Bool.random(using: &state.random) ? .failsBefore : .failsAfter
        }
    }

    /// What the member has from now on: all that is its own and that no other still has.
    func share(of member: Int) -> [Int32] {
        state.withLock { state in
            let others = state.held.filter { $0.key != member }.values.reduce(into: Set()) {
                $0.formUnion($1)
            }
            let own = (0..<partitions).filter {
                state.owners[Int($0)] == member && !others.contains($0)
            }
            state.held[member] = Set(own)
            return own
        }
    }

    func leave(_ member: Int) { state.withLock { $0.held[member] = [] } }

    func batchMax() -> Int {
        state.withLock { Int.random(in: 1...60, using: &$0.random) }
    }
}

/// A member's bus, on which ``ShakyPlan`` comes true.
actor ShakyBus: SupervisedBus {
    private let log: MemoryLog
    private let plan: ShakyPlan
    private let member: Int
    private let plane: PlaneName
    private var bus: MemoryBus?
    private var share: [Int32] = []
    private var isStopped = false

    init(_ log: MemoryLog, _ plan: ShakyPlan, member: Int, of plane: PlaneName = .data) {
        self.log = log
        self.plane = plane
        self.plan = plan
        self.member = member
    }

    func receive(timeout: Duration?) async throws(BusFault) -> Delivery {
        while !isStopped {
            // Whoever receives has nothing in hand: partitions may go now.
            let own = plan.share(of: member)
            if bus == nil || own != share {
                share = own
                let subscription = Daemon.subscription(of: plane, stateTopic: "state")
                bus = MemoryBus(
                    log, group: plane.rawValue, inputs: subscription.inputs,
                    history: subscription.history, rewinds: subscription.rewinds,
                    partitions: own, batchMax: plan.batchMax(), runMax: plan.runMax)
            }
            let delivery = try await bus!.receive(timeout: .zero)
            guard case .idle = delivery else { return delivery }
            if timeout != nil { return .idle }
            try? await Task.sleep(for: .milliseconds(1))
        }
        return .closed
    }

    func rewind(to offsets: [TopicPartition: Int64]) async throws(BusFault) {
        try await bus!.rewind(to: offsets)
    }

    func commit(
        _ outputs: RecordBatch, state: RecordBatch, durable: Bool
    ) async throws(BusFault) {
        let fate = plan.fate()
        if fate == .failsBefore { throw BusFault(.unreachable, "lost before the commit") }
        let kept = plan.rates.keepsState ? state : RecordBatch()
        try await bus!.commit(outputs, state: kept, durable: durable)
        if fate == .failsAfter { throw BusFault(.unreachable, "lost after the commit") }
    }

    func join() async throws(BusFault) {}
    func stop() { isStopped = true }
    func close() { plan.leave(member) }
}
