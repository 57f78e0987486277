import Foundation

/// Where a measurement was made.
public enum Machine {
    /// `AMD EPYC, 2 cores (this run on 1), Swift version 6.3.1 (…)`
    public static var line: String {
        let cores = ProcessInfo.processInfo.processorCount
        return "\(processor), \(cores) cores (this run on \(allowedCores)), \(swift)"
    }

    /// The cores that this process, and so its children, may use: `1`, or `0-3`.
    private static var allowedCores: String {
        let text = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
        return line?.split(separator: "\t").last.map(String.init) ?? "any"
    }

    private static var processor: String {
        let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        guard let name = line?.split(separator: ":").last else { return "unknown processor" }
        return name.trimmingCharacters(in: .whitespaces)
    }

    private static var swift: String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift", "--version"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "Swift unknown" }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return text.split(separator: "\n").first.map(String.init) ?? "Swift unknown"
    }
}
