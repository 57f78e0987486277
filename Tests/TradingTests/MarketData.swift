import Glibc

/// The recorded market data that some tests read: found by `ALGOTRADED_DATA`, else in
/// `shared/data` beside the package.
enum MarketData {
    static let folder: String? = {
        var candidates: [String] = []
        if let named = unsafe getenv("ALGOTRADED_DATA") {
            candidates.append(unsafe String(cString: named))
        }
        candidates.append(package("../shared/data"))
        return candidates.first { unsafe access("\($0)/README.md", R_OK) == 0 }
    }()

    /// A path from the package's root.
    static func package(_ path: String) -> String {
        "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/" + path
    }

    /// The path of a file there; nil, with a line that says so, when it is not there.
    static func path(_ name: String) -> String? {
        guard let folder, unsafe access("\(folder)/\(name)", R_OK) == 0 else {
            print("skipped: no \(name), set ALGOTRADED_DATA")
            return nil
        }
        return "\(folder)/\(name)"
    }

    /// The lines of a gzip file after its header line, split at commas.
    static func rows(gzip path: String) -> [[Substring]] {
        output(of: "gzip -dc '\(path)'").split(separator: "\n").dropFirst()
            .map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// Hexadecimal SHA-256 of a text.
    static func sha256(_ text: String) -> String {
        var template = Array("/tmp/market-sha256-XXXXXX".utf8CString)
        let file = unsafe mkstemp(&template)
        precondition(file >= 0, "no temporary file")
        let bytes = Array(text.utf8)
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes[sent...].withUnsafeBytes {
                unsafe write(file, $0.baseAddress, $0.count)
            }
            precondition(count > 0, "the temporary file is full")
            sent += count
        }
        close(file)
        let path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { _ = unsafe unlink(path) }
        return String(output(of: "sha256sum '\(path)'").prefix(64))
    }

    static func output(of command: String) -> String {
        guard let pipe = unsafe popen(command, "r") else { preconditionFailure("no \(command)") }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, pipe)
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        let status = unsafe pclose(pipe)
        precondition(status == 0, "\(command) ended with \(status)")
        return String(decoding: bytes, as: UTF8.self)
    }
}
