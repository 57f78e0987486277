import KafkaBus
import Synchronization
import Testing
import Trading

@testable import AlgoTradeDaemon
@testable import Contracts

/// The planes under their supervisors, as tasks on one log in memory.
final class MemoryChain: Sendable {
    struct Settings: Sendable {
        var planes = PlaneName.allCases
        var market = MarketSettings(windowNs: 10_000_000_000, minWindows: 2)
        var snapshots = SnapshotRule()
        var strategy = MemoryChain.quickStrategy
        var orders = MemoryChain.freeOrders
        var supervision = SupervisionConfiguration(
            maxRestarts: 5, period: .seconds(600), backoffInitial: .milliseconds(1),
            backoffMax: .milliseconds(4))
    }

    let settings: Settings
    let log: MemoryLog
    let records = ChainLog()
    let stopping = StopSignal()
    let board: StatusBoard
    let halt: HaltLatch
    /// Made each time a plane starts; a test puts its own in place.
    let makePlane: @Sendable (any Plane, Int) -> any Plane
    let makeBus: @Sendable (MemoryBus, PlaneName, Int) async throws -> any SupervisedBus
    private let starts = Mutex<[PlaneName: (planes: Int, buses: Int)]>([:])

    /// - Parameters:
    ///   - plane: wraps a plane at its start of that number, from 1.
    ///   - bus: wraps a bus at its opening of that number, from 1.
    init(
        _ settings: Settings = Settings(), partitions: Int = 3, log: MemoryLog? = nil,
        plane: @escaping @Sendable (any Plane, Int) -> any Plane = { plane, _ in plane },
        bus: @escaping @Sendable (MemoryBus, PlaneName, Int) async throws -> any SupervisedBus = {
            bus, _, _ in bus
        }
    ) {
        self.settings = settings
        self.log =
            log
            ?? MemoryLog(partitions: partitions, startMs: WallTime.now().timestamp.milliseconds)
        board = StatusBoard(planes: settings.planes)
        halt = HaltLatch(stateDirectory: "/nonexistent/\(UInt64.random(in: 0 ... .max))")
        makePlane = plane
        makeBus = bus
    }

    /// Runs the planes while `body` runs, then stops them. An escalation of a plane is thrown.
    func run(_ body: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for plane in settings.planes {
                group.addTask { [self] in try await supervisor(of: plane).run() }
            }
            do {
                try await body()
            } catch {
                stopping.stop()
                throw error
            }
            stopping.stop()
            while try await group.next() != nil {}
        }
    }

    /// Feeds records, waits until nothing is left to do, and stops.
    func work(through records: RecordBatch) async throws {
        await log.append(records)
        try await run { try await settled() }
    }

    /// Waits until every plane has committed everything there is.
    func settled() async throws {
        try await eventually("every input to be worked through") {
            let version = await log.version
            for plane in settings.planes {
                let committed = await log.committedOffsets(plane.rawValue)
                for topic in Daemon.subscription(of: plane, stateTopic: "state").inputs {
                    for partition in 0..<Int32(log.partitions) {
                        let place = TopicPartition(topic: topic, partition: partition)
                        if await log.end(place) > committed[place] ?? 0 { return false }
                    }
                }
            }
            return await log.version == version
        }
    }

    /// Waits until every plane has rebuilt its state.
    func ready() async throws {
        try await eventually("every plane to be ready") {
            settings.planes.allSatisfy { board[$0]?.figures.isReady == true }
        }
    }

    func supervisor(of plane: PlaneName) -> PlaneSupervisor {
        let context = context(of: plane)
        let subscription = Daemon.subscription(of: plane, stateTopic: "state")
        return PlaneSupervisor(
            context: context, settings: settings.supervision, stopping: stopping,
            openBus: { [self] in
                let bus = MemoryBus(
                    log, group: plane.rawValue, inputs: subscription.inputs,
                    history: subscription.history, rewinds: subscription.rewinds)
                let number = starts.withLock { starts in
                    starts[plane, default: (0, 0)].buses += 1
                    return starts[plane]!.buses
                }
                return try await makeBus(bus, plane, number)
            },
            makePlane: { [self] in
                let number = starts.withLock { starts in
                    starts[plane, default: (0, 0)].planes += 1
                    return starts[plane]!.planes
                }
                return makePlane(make(plane, context), number)
            })
    }

    private func context(of plane: PlaneName) -> PlaneContext {
        PlaneContext(
            name: plane,
            origin: DeadLetterOrigin(plane: plane.rawValue, host: "here", version: "1.2.3"),
            status: board[plane]!, logger: records.logger(plane), poison: PoisonRegistry(),
            stateTopic: "state")
    }

    private func make(_ plane: PlaneName, _ context: PlaneContext) -> any Plane {
        switch plane {
        case .data: DataPlane(settings.market, context, snapshots: settings.snapshots)
        case .strategy:
            StrategyPlane(
                settings.strategy, stream: "test", context, snapshots: settings.snapshots)
        case .orders: OrderPlane(settings.orders, halt: halt, context)
        }
    }
}

extension MemoryBus: SupervisedBus {
    func join() async throws(BusFault) {}
    func close() async {}
}

extension MemoryChain {
    /// Trades after some forty bars instead of a year of them.
    static var quickStrategy: StrategySettings {
        var settings = StrategySettings()
        settings.strategies = [.tsx, .pos, .composite]
        settings.horizons.tsxShort = 5
        settings.horizons.tsxLong = 20
        settings.horizons.posLong = 10
        settings.horizons.zWindow = 20
        settings.horizons.icWindow = 20
        settings.horizons.volWindow = 20
        settings.maxOrderNotional = Decimal9(50_000)
        return settings
    }

    /// No limit of time or rate, so that the speed of the test machine decides nothing.
    static var freeOrders: OrderPlane.Settings {
        let hour: Int64 = 3_600_000_000_000
        return OrderPlane.Settings(
            risk: RiskSettings(
                maxPriceAge: hour, maxOrdersPerSecond: 1_000_000, burst: 1_000_000,
                maxIntentAge: hour))
    }
}
