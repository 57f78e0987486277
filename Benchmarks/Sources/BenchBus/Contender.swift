import Foundation
import Glibc

/// A process that does one kind of work once and tells what it took.
enum Contender {
    case ours, c
    case python(String)

    /// `name value` pairs, as a contender prints them on one line.
    struct Report {
        private let values: [String: Double]

        init(_ line: String) {
            let words = line.split { $0 == " " || $0 == "\n" }
            var values: [String: Double] = [:]
            for index in stride(from: 0, to: words.count - 1, by: 2) {
                values[String(words[index])] = Double(words[index + 1])
            }
            self.values = values
        }

        func value(_ name: String) throws -> Double {
            guard let value = values[name] else {
                throw Fault(description: "a contender told no \(name)")
            }
            return value
        }
    }

    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    /// A started contender.
    final class Running {
        let process = Process()
        private let pipe = Pipe()

        init(_ command: [String]) throws {
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = command
            process.standardOutput = pipe
            try process.run()
        }

        /// Ends it, whatever signals it holds back, if it is still there.
        func kill() {
            guard process.isRunning else { return }
            Glibc.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        /// Waits for its end.
        func report() throws -> Report { Report(try finish()) }

        /// Waits for its end; what it printed.
        @discardableResult
        func finish() throws -> String {
            let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                let words = process.arguments?.joined(separator: " ") ?? ""
                throw Fault(description: "a contender failed: \(words)")
            }
            return String(decoding: data, as: UTF8.self)
        }
    }

    static func start(_ contender: Contender, _ arguments: [String]) throws -> Running {
        let folder = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        let command =
            switch contender {
            case .ours: [folder.appending(path: "bench-bus").path, "contend"]
            case .c: [folder.appending(path: "bench-bus-c").path]
            case .python(let interpreter): [interpreter, script.path]
            }
        return try Running(command + arguments)
    }

    static func run(_ contender: Contender, _ arguments: [String]) throws -> Report {
        try start(contender, arguments).report()
    }

    private static var script: URL {
        URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Python/copy_loop.py").standardized
    }
}
