/// A thread for calls that wait inside librdkafka, so that the bus' own goes on serving: a commit's
/// round trips stop neither the plane nor what is told of the brokers.
actor BlockingCalls {
    private nonisolated let thread = BusThread()
    nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe thread.asUnownedSerialExecutor()
    }

    init(name: String) {
        thread.start(name: name) { nil }
    }

    func run(_ call: @Sendable () -> KafkaError?) -> KafkaError? { call() }

    nonisolated func finish() { thread.finish() }
}
