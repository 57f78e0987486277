import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// The daemon's binary as a process, in a folder of its own, with a service manager's socket.
final class DaemonProcess: @unchecked Sendable {
    struct LogLine: Sendable {
        var event: String
        var level: String
        var message: String
    }

    let folder: URL
    let configuration: String
    let sets: [String]
    let notifications: DatagramListener
    private let environment: [String: String]
    private var process: Process?
    private var messages: [String] = []
    private var starts = 0

    /// - Parameter sets: arguments of `--set`, besides the state directory and the log's format.
    init(
        _ configuration: String, set sets: [String] = [], socket: DatagramListener.Kind = .path,
        environment: [String: String] = [:], state: URL? = nil
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appending(path: "algotraded-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(configuration.utf8).write(to: folder.appending(path: "kafka.yaml"))
        let state = state ?? folder.appending(path: "state")
        self.configuration = configuration
        self.sets =
            [
                "daemon.state_directory=\(state.path)", "daemon.log_format=json",
                "daemon.instance_id=one",
            ] + sets
        self.environment = environment
        notifications = try DatagramListener(socket)
    }

    deinit {
        if let process, process.endStatus == nil { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: folder)
    }

    var state: URL { folder.appending(path: "state") }

    /// The daemon's binary lies beside the tests'.
    static let binary = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "algotraded")

    func start() throws {
        starts += 1
        messages = []
        let process = Process()
        process.executableURL = Self.binary
        process.currentDirectoryURL = folder
        process.arguments = ["--config", "kafka.yaml"] + sets.flatMap { ["--set", $0] }
        var environment = ProcessInfo.processInfo.environment
        environment.merge(self.environment) { _, new in new }
        environment["NOTIFY_SOCKET"] = notifications.name
        process.environment = environment
        for file in [outputFile, logFile] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: outputFile)
        process.standardError = try FileHandle(forWritingTo: logFile)
        try process.run()
        self.process = process
    }

    /// Starts and waits for READY=1.
    func startReady(within limit: Duration = .seconds(60)) async throws {
        try start()
        try await eventually("READY=1", within: limit) {
            if process?.endStatus != nil {
                throw TestFailure("the daemon ended before it was ready:\n\(try logText())")
            }
            return notified().contains { $0.contains("READY=1") }
        }
    }

    func signal(_ number: Int32) {
        if let process { kill(process.processIdentifier, number) }
    }

    /// Waits for the end; the exit code, or a signal's number plus 128.
    func ended(within limit: Duration = .seconds(30)) async throws -> Int32 {
        let process = try #require(process)
        var status: Int32?
        do {
            try await eventually("the daemon to end", within: limit) {
                status = process.endStatus
                return status != nil
            }
        } catch {
            throw TestFailure("\(error)\n\(try logText())")
        }
        return try #require(status)
    }

    /// SIGTERM, and the exit code.
    func stop() async throws -> Int32 {
        signal(SIGTERM)
        return try await ended()
    }

    /// SIGKILL, and gone.
    func crash() async throws {
        signal(SIGKILL)
        #expect(try await ended() == 128 + SIGKILL)
    }

    /// Everything told to the service manager since the last start.
    func notified() -> [String] {
        while let message = notifications.receive() { messages.append(message.text) }
        return messages
    }

    /// The log of the latest start.
    func log() throws -> [LogLine] {
        try logText().split(separator: "\n").compactMap { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
            guard let fields = object as? [String: Any] else { return nil }
            func text(_ name: String) -> String { fields[name] as? String ?? "" }
            return LogLine(event: text("event"), level: text("level"), message: text("message"))
        }
    }

    func count(_ event: EventName) throws -> Int {
        try log().count { $0.event == event.rawValue }
    }

    func logText() throws -> String { try String(contentsOf: logFile, encoding: .utf8) }

    /// Standard output.
    func output() throws -> String { try String(contentsOf: outputFile, encoding: .utf8) }

    private var outputFile: URL { folder.appending(path: "output-\(starts).txt") }
    private var logFile: URL { folder.appending(path: "log-\(starts).json") }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
