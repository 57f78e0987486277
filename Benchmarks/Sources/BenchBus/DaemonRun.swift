import Contracts
import Foundation
import KafkaBus
import TestSupport

/// The daemon's data plane at work, in a group of its own, on all that is in its input.
struct DaemonRun {
    private static let patience: Duration = .seconds(120)

    let stage: Stage
    let daemon: String
    let group: String

    func makeTopics() throws {
        _ = try Contender.Running([daemon, "topics", "apply", "--config", configuration()])
            .report()
    }

    /// Has all records of the input worked through: what that took from the first commit on, as
    /// the other contenders begin with their first record, and from the start of the process on.
    func reports(
        _ records: Int
    ) async throws -> (steady: Contender.Report, whole: Contender.Report) {
        let begin = ContinuousClock.now
        let running = try Contender.Running([daemon, "--config", configuration()])
        defer { running.kill() }
        let admin = try KafkaAdmin(stage.settings)
        let partitions = (0..<Int32(Stage.partitions)).map {
            TopicPartition(topic: Topic.marketRaw.rawValue, partition: $0)
        }
        let process = running.process.processIdentifier
        var first: Moment?
        while true {
            try await Task.sleep(for: .milliseconds(20))
            let offsets = try await admin.committed("\(group).data", partitions)
            let now = try Moment(process, Int(offsets.values.reduce(0, +)))
            if now.records > 0, first == nil { first = now }
            if let first, now.records >= records {
                await admin.close()
                let start = Moment(at: begin, records: 0, processor: 0, peakKilobytes: 0)
                return (now.report(since: first), now.report(since: start))
            }
            guard running.process.isRunning, begin.duration(to: .now) < Self.patience else {
                throw Contender.Fault(description: "the data plane did not read all records")
            }
        }
    }

    private func configuration() throws -> String {
        let file = stage.broker.folder.appending(path: "\(group).yaml")
        let text = """
            kafka:
              bootstrap_servers: \(stage.address)
              group_id: \(group)
            daemon:
              planes: [data]
              log_level: error
              state_directory: \(stage.broker.folder.appending(path: group).path)

            """
        try text.write(to: file, atomically: true, encoding: .utf8)
        return file.path
    }
}

/// How far a process is, and what it has used.
private struct Moment {
    let at: ContinuousClock.Instant
    let records: Int
    /// Seconds.
    let processor: Double
    let peakKilobytes: Int

    init(at: ContinuousClock.Instant, records: Int, processor: Double, peakKilobytes: Int) {
        self.at = at
        self.records = records
        self.processor = processor
        self.peakKilobytes = peakKilobytes
    }

    /// Now.
    init(_ process: Int32, _ records: Int) throws {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        // After the name in brackets, user and system time are the 12th and 13th.
        let stat = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
        let fields = stat.split(separator: ")").last?.split(separator: " ") ?? []
        guard let kilobytes = peak?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
            fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12])
        else { throw Contender.Fault(description: "the daemon is gone") }
        self.init(
            at: .now, records: records,
            processor: (user + system) / Double(sysconf(Int32(_SC_CLK_TCK))),
            peakKilobytes: kilobytes)
    }

    func report(since start: Moment) -> Contender.Report {
        let wall = start.at.duration(to: at) / .seconds(1)
        return Contender.Report(
            "records \(records - start.records) wall \(wall) cpu \(processor - start.processor) "
                + "rss \(peakKilobytes)")
    }
}
