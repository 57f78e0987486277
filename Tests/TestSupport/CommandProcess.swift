public import Foundation

/// A run of the built `algotraded`, or of another program, in a folder of its own.
public final class CommandProcess: @unchecked Sendable {
    public struct Result: Sendable {
        public var status: Int32
        public var output: String
        public var errors: String

        public var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    private let process = Process()
    private let folder: TemporaryFolder

    /// Starts it. Standard input is `input`, else empty.
    public init(
        _ arguments: [String], program: String = CommandProcess.algotraded,
        environment: [String: String] = [:], input: Data = Data(), in folder: TemporaryFolder
    ) throws {
        self.folder = folder
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let name = UUID().uuidString
        inputURL = folder.url.appending(path: "\(name).in")
        outputURL = folder.url.appending(path: "\(name).out")
        errorsURL = folder.url.appending(path: "\(name).err")
        try input.write(to: inputURL)
        try Data().write(to: outputURL)
        try Data().write(to: errorsURL)
        process.standardInput = try FileHandle(forReadingFrom: inputURL)
        process.standardOutput = try FileHandle(forWritingTo: outputURL)
        process.standardError = try FileHandle(forWritingTo: errorsURL)
        try process.run()
    }

    deinit {
        if isRunning { kill(process.processIdentifier, SIGKILL) }
    }

    /// What it has written so far.
    public var output: String { Self.text(outputURL) }
    public var errors: String { Self.text(errorsURL) }

    private var isRunning: Bool { process.endStatus == nil }

    public func send(_ signal: Int32) {
        kill(process.processIdentifier, signal)
    }

    /// Waits for its end.
    public func result() async -> Result {
        let status = await process.end()
        return Result(status: status, output: output, errors: errors)
    }

    /// Waits until it has written what `isEnough` looks for, or has ended.
    public func wait(until isEnough: (CommandProcess) -> Bool) async throws {
        while !isEnough(self), isRunning {
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Runs `algotraded` to its end.
    public static func run(
        _ arguments: [String], environment: [String: String] = [:], input: String = "",
        in folder: TemporaryFolder = TemporaryFolder()
    ) async throws -> Result {
        try await CommandProcess(
            arguments, environment: environment, input: Data(input.utf8), in: folder
        ).result()
    }

    /// Runs another program of the search path to its end.
    public static func run(
        program: String, _ arguments: [String], input: Data = Data()
    ) async throws -> Result {
        try await CommandProcess(
            arguments, program: program, input: input, in: TemporaryFolder()
        ).result()
    }

    /// The built daemon: it lies beside the test bundle.
    public static var algotraded: String {
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: "algotraded").path
        guard !FileManager.default.isExecutableFile(atPath: bundle) else { return bundle }
        return BrokerProcess.packageRoot.appending(path: ".build/debug/algotraded").path
    }

    /// The path of a program that may be installed.
    public static func find(_ program: String) -> String? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return path.split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private let inputURL: URL
    private let outputURL: URL
    private let errorsURL: URL

    private static func text(_ url: URL) -> String {
        String(decoding: (try? Data(contentsOf: url)) ?? Data(), as: UTF8.self)
    }
}

/// A folder that is gone when nobody needs it.
public final class TemporaryFolder: Sendable {
    public let url: URL

    public init() {
        url = FileManager.default.temporaryDirectory
            .appending(path: "algotraded-test-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: url)
    }

    /// Writes a file; its path.
    @discardableResult
    public func write(_ name: String, _ text: String) throws -> String {
        try write(name, bytes: Array(text.utf8))
    }

    @discardableResult
    public func write(_ name: String, bytes: [UInt8]) throws -> String {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }
}
