public import Foundation

/// A real broker process on a free loopback port, with its data in a folder of its own.
///
/// Found as `.venv/bin/noida-db` below the package (make setup puts it there) or where
/// `ALGOTRADED_BROKER` points.
public final class BrokerProcess: @unchecked Sendable {
    public let port: Int
    public let folder: URL
    private var process: Process?

    public var bootstrapServers: String { "127.0.0.1:\(port)" }

    public static var executable: String? {
        let named = ProcessInfo.processInfo.environment["ALGOTRADED_BROKER"]
        let path = named ?? packageRoot.appending(path: ".venv/bin/noida-db").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    public static var packageRoot: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
    }

    /// Starts a broker and waits until it takes connections.
    public init() throws {
        port = try LoopbackPort.free()
        folder = FileManager.default.temporaryDirectory
            .appending(path: "algotraded-broker-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try start()
    }

    deinit {
        kill()
        try? FileManager.default.removeItem(at: folder)
    }

    /// Starts it again on the same port and folder.
    public func start() throws {
        guard let executable = Self.executable else {
            throw BrokerMissing()
        }
        let process = Process()
        process.executableURL = URL(filePath: executable)
        process.arguments = [
            "start", "--only", "kafka", "--kafka-port", "\(port)", "--host", "127.0.0.1",
            "--data-dir", folder.path,
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        self.process = process
        for _ in 0..<400 {
            if Self.accepts(port) { return }
            usleep(50_000)
        }
        throw BrokerMissing()
    }

    /// Kills the process at once, as a crash would. The command may be a script that started the
    /// broker and waits for it: then the broker is killed, and the script ends by itself.
    public func kill() {
        send(SIGKILL)
        process?.waitForEnd()
    }

    /// Stops it from running, with its connections standing, until ``resume()``.
    public func pause() { send(SIGSTOP) }
    public func resume() { send(SIGCONT) }

    private func send(_ signal: Int32) {
        guard let process, process.endStatus == nil else { return }
        let id = process.processIdentifier
        let list = try? String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
        let children = (list ?? "").split(separator: " ").compactMap { Int32($0) }
        for victim in children.isEmpty ? [id] : children { Foundation.kill(victim, signal) }
    }

    public struct BrokerMissing: Error, CustomStringConvertible {
        public var description: String { "no broker to test with: run make setup" }
    }

    private static func accepts(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = LoopbackPort.address(port)
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
