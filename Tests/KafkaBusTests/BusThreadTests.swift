import Testing

@testable import KafkaBus

@Suite(.timeLimit(.minutes(1))) struct BusThreadTests {
    private actor Visited {
        private nonisolated let thread = BusThread()
        private var count = 0
        nonisolated var unownedExecutor: UnownedSerialExecutor {
            unsafe thread.asUnownedSerialExecutor()
        }

        init() { thread.start(name: "visited") { nil } }
        func visit() { count += 1 }
        func end() -> Int {
            thread.finish()
            return count
        }
    }

    /// The last job gives up the actor and its thread, while whoever brought it is not back yet.
    @Test func `Late jobs run, and whichever is last ends the actor`() async {
        for _ in 0..<600 {
            let tasks = (0..<50).flatMap { _ in
                let visited = Visited()
                return [
                    Task { _ = await visited.end() }, Task { await visited.visit() },
                    Task { await visited.visit() },
                ]
            }
            for task in tasks { await task.value }
        }
    }
}
