import Testing

@Suite struct WordTests {
    @Test func `Nothing stands in the tree that must not`() throws {
        var findings: [String] = []
        for rule in WordRule.all {
            let pattern = try Pattern(rule.pattern)
            let (files, isCode) = scope(of: rule)
            for file in files {
                for match in pattern.matches(in: isCode ? file.code : file.text) {
                    findings.append(
                        "\(file.path):\(match.line): \(match.groups[0]): \(rule.replacement)")
                }
            }
        }
        #expect(findings.isEmpty, "\(findings.joined(separator: "\n"))")
    }

    @Test(arguments: WordRule.all.indices)
    func `Every rule finds what it is meant to find`(index: Int) throws {
        let rule = WordRule.all[index]
        let pattern = try Pattern(rule.pattern)
        let found = pattern.matches(in: "let quiet = 1\n\(rule.example.0)\(rule.example.1)")
        #expect(found.map(\.line) == [2])
    }

    private func scope(of rule: WordRule) -> (files: [SourceFile], isCode: Bool) {
        switch rule.scope {
        case .texts: return (SourceTree.texts, false)
        case .code(let folders, let except):
            let files = SourceTree.swiftFiles.filter { file in
                folders.contains { file.path.hasPrefix($0 + "/") }
                    && !except.contains { file.path.hasPrefix($0) }
            }
            return (files, true)
        }
    }
}
