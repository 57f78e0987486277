import Testing

@Suite struct SizeTests {
    /// A file is one concept; the usual one has a hundred lines.
    private static let linesMax = 350
    private static let columnsMax = 100

    @Test func `The tree is found`() {
        #expect(SourceTree.swiftFiles.count > 100)
        #expect(SourceTree.texts.contains { $0.path == "Makefile" })
        #expect(SourceTree.texts.contains { $0.path.hasPrefix("systemd/") })
    }

    @Test func `No file is too long`() {
        let long = SourceTree.swiftFiles.filter { $0.lines.count > Self.linesMax }
            .map {
                "\($0.path):\($0.lines.count): over \(Self.linesMax) lines: one file per concept"
            }
        #expect(long.isEmpty, "\(long.joined(separator: "\n"))")
    }

    @Test func `No line is too wide`() {
        var wide: [String] = []
        for file in SourceTree.swiftFiles {
            for (index, line) in file.lines.enumerated() where line.count > Self.columnsMax {
                // Examples of messages stay in one piece.
                if file.path.hasPrefix("Tests/"), line.contains("\"") { continue }
                wide.append(
                    "\(file.path):\(index + 1): \(line.count) columns: "
                        + "break it before \(Self.columnsMax)")
            }
        }
        #expect(wide.isEmpty, "\(wide.joined(separator: "\n"))")
    }
}
