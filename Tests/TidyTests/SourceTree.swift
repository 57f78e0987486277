import Foundation

/// A text file of the project.
struct SourceFile {
    /// From the package's root: `Sources/Trading/Market/Bars.swift`.
    var path: String
    var text: String
    /// The text with comments left out; the lines keep their numbers.
    var code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        code = text.components(separatedBy: "\n").map { line in
            // May cut a string short: good enough to look for words.
            line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? line
        }.joined(separator: "\n")
    }

    var lines: [String] { text.components(separatedBy: "\n") }

    /// `Trading` for a file below `Sources/Trading`.
    var target: String {
        path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    }
}

/// The files of the project, found from where this one lies.
enum SourceTree {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let swiftFiles = files(in: [
        "Sources", "Tests", "Benchmarks", "Fuzzing/Sources", "Fuzzing/Package.swift",
        "Package.swift",
    ])
    .filter { $0.path.hasSuffix(".swift") }

    /// Everything people wrote: data and what is not text are left out.
    static let texts =
        files(in: [
            "Sources", "Tests", "Benchmarks", "Fuzzing/Sources", "Fuzzing/Package.swift", "docs",
            "etc", "scripts", "systemd", ".ci", "Package.swift", "Makefile", "README.md",
        ])
        .filter { !dataEndings.contains(URL(filePath: $0.path).pathExtension) }

    private static let dataEndings: Set = ["csv", "gz", "json", "jsonl", "ndjson"]

    private static func files(in places: [String]) -> [SourceFile] {
        places.flatMap(paths).sorted().compactMap { path in
            guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
            else { return nil }
            return SourceFile(path: path, text: text)
        }
    }

    private static func paths(_ place: String) -> [String] {
        guard let below = FileManager.default.enumerator(atPath: root.appending(path: place).path)
        else { return [] }
        let names = below.compactMap { $0 as? String }.filter { !$0.contains(".build") }
        return names.isEmpty ? [place] : names.map { "\(place)/\($0)" }
    }
}
