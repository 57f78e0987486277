import Contracts

/// Reads a replay away from who sends it: one part is read ahead while another is sent.
actor ReplayReader {
    private let stream: ReplayStream
    private var ahead: Task<ReplayPart?, any Error>?

    /// Opens all files; as ``ReplayStream/init(_:form:isStopping:complain:now:)``.
    ///
    /// - Throws: ``CommandFault``
    init(
        _ plan: ReplayPlan, form: ReplayPart.Form, isStopping: @escaping @Sendable () -> Bool,
        complain: @escaping @Sendable (String) -> Void = { Terminal.complain($0) }
    ) throws(CommandFault) {
        stream = try ReplayStream(
            plan, form: form, isStopping: isStopping, complain: complain,
            now: { Timestamp.now() })
    }

    /// The next part; nil when there is none any more.
    ///
    /// - Throws: ``CommandFault``
    func next() async throws -> ReplayPart? {
        let part = try await (ahead ?? fetch()).value
        ahead = part == nil ? nil : fetch()
        return part
    }

    /// How far the reading is, when nothing is read any more.
    var progress: ReplayReading { stream.progress }

    private func fetch() -> Task<ReplayPart?, any Error> {
        Task { try self.read() }
    }

    private func read() throws(CommandFault) -> ReplayPart? { try stream.next() }
}

extension Timestamp {
    /// By the system's clock.
    static func now() -> Timestamp {
        let now = WallTime.now()
        return Timestamp(
            nanoseconds: Int64(now.seconds) * 1_000_000_000 + Int64(now.nanoseconds))
    }
}
