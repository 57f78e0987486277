import Testing

/// Pointers and C calls stay where they can be watched.
@Suite struct UnsafeFenceTests {
    private static let folders = [
        "Sources/KafkaBus/", "Sources/YAMLConfig/", "Sources/Gzip/",
        "Sources/AlgoTradeDaemon/Telemetry/",
    ]

    /// Files of the daemon that call the system for a file, a socket or a terminal.
    private static let files: Set = [
        "Sources/AlgoTradeDaemon/Commands/Support/WholeFile.swift",
        "Sources/AlgoTradeDaemon/Commands/Support/InputFile.swift",
        "Sources/AlgoTradeDaemon/Commands/Support/OutputFile.swift",
        "Sources/AlgoTradeDaemon/Feeds/DailyBarFile.swift",
        "Sources/AlgoTradeDaemon/Planes/HaltLatch.swift",
        "Sources/AlgoTradeDaemon/Progress/Terminal.swift",
        "Sources/AlgoTradeDaemon/Wiring/StateDirectory.swift",
    ]

    private let pattern = try? Pattern(
        #"\bunsafe\b|\bUnsafe\w*|\bUnmanaged\b|@unchecked\b|@_silgen_name\b"#)

    @Test func `Unsafe code is fenced in`() throws {
        let pattern = try #require(pattern)
        var wrong: [String] = []
        for file in SourceTree.swiftFiles where file.path.hasPrefix("Sources/") {
            guard !Self.files.contains(file.path) else { continue }
            guard !Self.folders.contains(where: { file.path.hasPrefix($0) }) else { continue }
            for match in pattern.matches(in: file.code) {
                wrong.append(
                    "\(file.path):\(match.line): \(match.groups[0]): use a span or a value; "
                        + "calls of C belong in \(Self.folders)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    @Test func `The fence has no gap that nothing needs`() throws {
        let pattern = try #require(pattern)
        let needless = Self.files.filter { path in
            let file = SourceTree.swiftFiles.first { $0.path == path }
            return pattern.matches(in: file?.code ?? "").isEmpty
        }
        #expect(needless.isEmpty, "\(needless): remove from the list")
    }

    @Test(arguments: ["@unchecked Sendable", "UnsafePointer<Int>", "unsafe f()", "Unmanaged<A>"])
    func `The fence sees`(text: String) throws {
        #expect(try #require(pattern).matches(in: text).count == 1)
    }
}
