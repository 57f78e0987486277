import Synchronization

/// Told once: the daemon is stopping. Whoever waits is woken, whoever registered is called.
final class StopSignal: Sendable {
    private struct State {
        var isStopping = false
        var actions: [Int: @Sendable () async -> Void] = [:]
        var nextAction = 0
    }

    private let state = Mutex(State())

    var isStopping: Bool { state.withLock { $0.isStopping } }

    /// Calls every action once; later ones are called as they are added.
    func stop() {
        let actions = state.withLock { state in
            defer { state.actions = [:] }
            state.isStopping = true
            return state.actions.sorted { $0.key < $1.key }.map(\.value)
        }
        for action in actions { Task { await action() } }
    }

    func add(_ action: @escaping @Sendable () async -> Void) -> Int {
        let (id, isLate) = state.withLock { state in
            state.nextAction += 1
            if !state.isStopping { state.actions[state.nextAction] = action }
            return (state.nextAction, state.isStopping)
        }
        if isLate { Task { await action() } }
        return id
    }

    func remove(_ id: Int) {
        state.withLock { $0.actions[id] = nil }
    }

    /// Waits, at most `limit`, until the daemon stops; `sign` is called before and after.
    func wait(atMost limit: Duration, sign: () -> Void = {}) async {
        let end = ContinuousClock.now + limit
        let waiter = Task { try? await Task.sleep(until: end, clock: .continuous) }
        let id = add { waiter.cancel() }
        sign()
        await waiter.value
        sign()
        remove(id)
    }

    /// Waits so long, or until the daemon stops; not at all when nothing is left.
    func wait(for left: Duration) async {
        if left > .zero { await wait(atMost: left) }
    }
}
