import Contracts
import KafkaBus

/// Looks what a redrive would do, and does it.
struct RedriveRun: Sendable {
    /// Walks that take up one that broke off.
    private static let attemptsMax = 3
    /// A redrive that was killed leaves a transaction open that holds up every reader of the
    /// topic; so brokers end it soon.
    private static let transactionTimeout: Duration = .seconds(20)
    private static let writerName = "dlq"

    let topics: LetterTopics
    /// Dead letters of one transaction at most.
    let lettersMax: Int

    /// What would be done, and the last offset that was seen of each partition.
    ///
    /// - Throws: ``CommandFault``
    func survey(
        _ request: RedriveRequest, tellsEach: Bool
    ) async throws(CommandFault) -> (RedriveTally, [Int32: Int64]) {
        do {
            var walk = RedriveWalk(
                topics, RedriveTally(request, isDryRun: true), marks: try await topics.marks(),
                lettersMax: lettersMax, writer: nil, tellsEach: tellsEach)
            try await walk.run(until: StopSignal())
            return (walk.tally, walk.last)
        } catch {
            throw topics.access.fault(error)
        }
    }

    /// Sends back what is asked for; what was done, also when a fault ended it.
    func send(
        _ request: RedriveRequest, _ stopping: StopSignal
    ) async -> (RedriveTally, CommandFault?) {
        var tally = RedriveTally(request, isDryRun: false)
        var walk: RedriveWalk?
        var attempt = 1
        while true {
            do {
                let writer = try TransactionalWriter(settings, name: Self.writerName)
                do {
                    // Only now nothing more can come from an older redrive: what its marks say
                    // is all that it has sent.
                    try await writer.open()
                    let marks = try await topics.marks(settled: true)
                    if let walk { tally = walk.tallyAgain(marks) }
                    var next = RedriveWalk(
                        topics, tally, marks: marks, lettersMax: lettersMax, writer: writer)
                    defer {
                        walk = next
                        tally = next.tally
                    }
                    try await next.run(until: stopping)
                    await writer.close()
                } catch {
                    await writer.close()
                    throw error
                }
                return (tally, nil)
            } catch {
                let mayHelp = (error as? BusFault).map(Self.mayHelp) ?? false
                guard mayHelp, attempt < Self.attemptsMax, !stopping.isStopping else {
                    return (tally, fault(error))
                }
                attempt += 1
            }
        }
    }

    private var settings: KafkaSettings {
        var settings = topics.access.settings
        settings.transactionTimeout = Self.transactionTimeout
        return settings
    }

    private static func mayHelp(_ fault: BusFault) -> Bool {
        fault.isRetriable && [.unreachable, .clientFailed].contains(fault.code)
    }

    private func fault(_ error: any Error) -> CommandFault {
        guard let fault = error as? BusFault else { return topics.access.fault(error) }
        let name = "\(settings.groupId).\(Self.writerName).\(settings.instanceId)"
        return switch fault.code {
        case .fenced:
            CommandFault(
                "a newer redrive has taken over (transactional id \(name))",
                remedy: "let that one finish; what this one had not committed is left to it")
        case .unsupported:
            CommandFault(
                "the brokers at \(topics.access.servers) have no transactions: \(fault.message)",
                remedy: "nothing was sent, for without them records might go back twice; send "
                    + "single ones with `algotraded dlq show … --value | algotraded publish`")
        default: topics.access.fault(fault)
        }
    }
}
