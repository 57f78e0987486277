import Contracts
import Synchronization
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite("Supervision")
struct ChainSupervisionTests {
    private func chain(
        maxRestarts: Int, plan: FailurePlan,
        bus: @escaping @Sendable (MemoryBus, PlaneName, Int) async throws -> any SupervisedBus = {
            bus, _, _ in bus
        }
    ) -> MemoryChain {
        var settings = MemoryChain.Settings()
        settings.planes = [.data]
        settings.supervision.maxRestarts = maxRestarts
        return MemoryChain(settings, plane: { plane, _ in plan.wrap(plane) }, bus: bus)
    }

    @Test("a plane that fails again and again is given up", arguments: [0, 1, 4])
    func escalates(maxRestarts: Int) async throws {
        let plan = FailurePlan { moment, _ in moment == .restored }
        let chain = chain(maxRestarts: maxRestarts, plan: plan)
        let fault = await #expect(throws: Escalation.self) {
            try await chain.supervisor(of: .data).run()
        }
        #expect(fault?.plane == .data)
        #expect(plan.times(.restored) == maxRestarts + 1)
        #expect(chain.records.count(.planeRestarting) == maxRestarts)
        #expect(chain.board[.data]?.figures.isReady == false)
    }

    @Test("failures on different records count too")
    func escalatesOnRecords() async throws {
        let plan = FailurePlan { moment, _ in
            if case .apply = moment { true } else { false }
        }
        let chain = chain(maxRestarts: 3, plan: plan)
        await chain.log.append(ChainFeed.batch(try ChainFeed.bars(20)))
        await #expect(throws: Escalation.self) { try await chain.supervisor(of: .data).run() }
        #expect(chain.records.count(.planeFailed) == 4)
    }

    @Test(
        "absent brokers, moved partitions and ACLs are no failures of the plane",
        arguments: [
            BusFault.Code.unreachable, .rebalanced, .denied,
        ])
    func doesNotCount(_ code: BusFault.Code) async throws {
        let chain = chain(maxRestarts: 1, plan: FailurePlan { _, _ in false }) { bus, _, number in
            if number <= 12 { throw BusFault(code, "not now") }
            return bus
        }
        try await chain.work(through: ChainFeed.batch(try ChainFeed.bars(10)))
        #expect(await chain.log.records(of: "market_events").count == 10)
        #expect(chain.board[.data]?.figures.restarts == 12)
    }

    @Test(
        "other faults of the bus count",
        arguments: [BusFault.Code.clientFailed, .recordRefused, .topic])
    func counts(_ code: BusFault.Code) async throws {
        let chain = chain(maxRestarts: 2, plan: FailurePlan { _, _ in false }) { _, _, _ in
            throw BusFault(code, "broken")
        }
        await #expect(throws: Escalation.self) { try await chain.supervisor(of: .data).run() }
        #expect(chain.records.count(.planeRestarting) == 2)
    }

    @Test("a plane that another daemon has fenced is not started again")
    func fenced() async throws {
        let opened = Mutex(0)
        let chain = chain(maxRestarts: 9, plan: FailurePlan { _, _ in false }) { _, _, _ in
            opened.withLock { $0 += 1 }
            throw BusFault(.fenced, "a newer one", retriable: false)
        }
        await #expect(throws: Escalation.self) { try await chain.supervisor(of: .data).run() }
        #expect(opened.withLock { $0 } == 1)
        #expect(chain.records.count(.fenced) == 1)
    }

    @Test(
        "a poisoned record whose dead letter was not committed is set aside without another restart"
    )
    func poisonTwice() async throws {
        let place = Place(topic: "market_raw", partition: 0, offset: 3)
        let plan = FailurePlan { moment, _ in moment == .apply(place) }
        let chain = chain(maxRestarts: 5, plan: plan) { bus, _, number in
            if number == 2 {
                return HookedBus(bus) { _, _ in BusFault(.clientFailed, "refused") }
            }
            return bus
        }
        try await chain.work(through: ChainFeed.batch(try ChainFeed.bars(60)))
        #expect(plan.times(.apply(place)) == 1)
        #expect(await chain.log.records(of: "dlq_market_raw").count == 1)
        #expect(chain.board[.data]?.figures.restarts == 2)
    }

    @Test("a record whose output brokers refuse is set aside, as one that breaks the plane")
    func refused() async throws {
        let place = Place(topic: "market_raw", partition: 0, offset: 3)
        let chain = chain(maxRestarts: 1, plan: FailurePlan { _, _ in false }) { bus, _, _ in
            HookedBus(bus) { outputs, _ in
                let isHit = outputs.indices.contains {
                    outputs.header($0, "source") == place.description
                }
                guard isHit else { return nil }
                var fault = BusFault(.recordRefused, "too large")
                fault.cause = place
                return fault
            }
        }
        try await chain.work(through: ChainFeed.batch(try ChainFeed.bars(60)))
        let letters = await chain.log.records(of: "dlq_market_raw")
        #expect(letters.count == 1)
        #expect(letters.header(0, DeadLetter.Header.reason) == "poison")
        #expect(letters.header(0, DeadLetter.Header.offset) == "3")
        #expect(chain.board[.data]?.figures.restarts == 1)
        #expect(await chain.log.records(of: "market_events").count == 59)
        // It is in the state, as after a restart.
        #expect(chain.board[.data]?.figures.market?.counters.records == 60)
    }

    @Test("restarts count within the period and no longer")
    func intensity() {
        let start = ContinuousClock.now
        // Seconds at which a plane fails, and whether it may start again.
        let table: [[(at: Double, admitted: Bool)]] = [
            [(0, true), (1, true), (2, true), (3, false)],
            [(0, true), (5, true), (10, true), (10.1, true), (10.2, false)],
            [(0, true), (11, true), (22, true), (33, true), (44, true)],
            [
                (0, true), (0, true), (0, true), (10.5, true), (10.5, true), (10.5, true),
                (10.5, false),
            ],
        ]
        for row in table {
            var intensity = RestartIntensity(maxRestarts: 3, period: .seconds(10))
            for (at, admitted) in row {
                let isAdmitted = intensity.admit(at: start + .seconds(at))
                #expect(isAdmitted == admitted, "\(row) at \(at)")
            }
        }
        var none = RestartIntensity(maxRestarts: 0, period: .seconds(10))
        let isAdmitted = none.admit(at: start)
        #expect(!isAdmitted)
    }

    @Test("waits double up to the limit and are spread over all of it")
    func backoff() {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = ConfigurationRandom(seed: seed)
        let ceilings: [Duration] = [200, 400, 800, 1600, 2000, 2000, 2000].map { .milliseconds($0) }
        var sums = [Double](repeating: 0, count: ceilings.count)
        let rounds = 2000
        for _ in 0..<rounds {
            var backoff = Backoff(initial: .milliseconds(200), max: .milliseconds(2000))
            for (step, ceiling) in ceilings.enumerated() {
                let wait = backoff.next(using: &random)
                #expect(wait >= .zero && wait <= ceiling)
                sums[step] += wait / ceiling
            }
            backoff.reset()
            let first = backoff.next(using: &random)
            #expect(first <= .milliseconds(200))
        }
        // The mean of an even spread is a half; its standard deviation is 0.29 / √2000 = 0.0065.
        for sum in sums { #expect(abs(sum / Double(rounds) - 0.5) < 0.05) }
    }

    @Test("a first wait is not above the limit either")
    func backoffLimit() {
        var random = ConfigurationRandom(seed: 1)
        var backoff = Backoff(initial: .seconds(60), max: .seconds(1))
        for _ in 0..<100 {
            let wait = backoff.next(using: &random)
            #expect(wait <= .seconds(1))
        }
    }

    @Test("a stop calls each action once, late ones at once, removed ones never")
    func stopSignal() async throws {
        let signal = StopSignal()
        let calls = Mutex<[String]>([])
        func note(_ name: String) -> @Sendable () async -> Void {
            { calls.withLock { $0.append(name) } }
        }
        _ = signal.add(note("first"))
        let removed = signal.add(note("removed"))
        _ = signal.add(note("second"))
        signal.remove(removed)
        #expect(!signal.isStopping)
        signal.stop()
        signal.stop()
        #expect(signal.isStopping)
        _ = signal.add(note("late"))
        try await eventually("three actions") { calls.withLock { $0.count } == 3 }
        #expect(calls.withLock { $0.sorted() } == ["first", "late", "second"])
    }

    @Test("a wait ends with the stop, before it, and when its time is over")
    func stopWait() async throws {
        let signal = StopSignal()
        let signs = Mutex(0)
        await signal.wait(atMost: .milliseconds(1)) { signs.withLock { $0 += 1 } }
        #expect(signs.withLock { $0 } == 2)
        try await within("a wait to end with the stop") {
            async let waiting: Void = signal.wait(atMost: .seconds(3600))
            await Task.yield()
            signal.stop()
            await waiting
        }
        try await within("a wait after the stop") { await signal.wait(atMost: .seconds(3600)) }
    }

    @Test("every reader of readiness hears of it, also a late one, and a cancelled one is let go")
    func readiness() async throws {
        let board = StatusBoard(planes: [.data, .orders])
        let heard = ChainCounter()
        let read: @Sendable () async -> Void = {
            for await _ in board.readiness { heard.add() }
        }
        let early = (0..<4).map { _ in Task { await read() } }
        let cancelled = Task { for await _ in board.readiness {} }
        try await Task.sleep(for: .milliseconds(20))
        cancelled.cancel()
        try await within("a cancelled reader to end") { await cancelled.value }
        board[.data]?.becomeReady()
        board[.data]?.becomeReady()
        #expect(heard.count == 0)
        board[.orders]?.becomeReady()
        try await within("the readers to end") { for reader in early { await reader.value } }
        await read()
        #expect(heard.count == 5)
    }
}
