import Testing

/// Who may know whom: docs/ARCHITECTURE.md, "Modules".
@Suite struct ImportTests {
    /// Contracts and Trading need nothing of the system; nobody needs Foundation.
    private static let allowed: [String: Set<String>] = [
        "Contracts": ["Synchronization"],
        "Trading": ["Contracts", "Synchronization"],
        "KafkaBus": ["Contracts", "CRDKafka", "Glibc", "Synchronization"],
        "YAMLConfig": ["CYAML", "Glibc", "Synchronization"],
        "Gzip": ["CZlib"],
        "AlgoTradeDaemon": [
            "Contracts", "Trading", "KafkaBus", "YAMLConfig", "Gzip", "Glibc", "Synchronization",
            "ArgumentParser", "Logging", "ServiceLifecycle", "Hummingbird",
        ],
    ]

    private static let cModules = ["CRDKafka": "KafkaBus", "CYAML": "YAMLConfig", "CZlib": "Gzip"]

    private struct Import {
        var place: String
        var target: String
        var isTest: Bool
        var modifiers: String
        var module: String
    }

    private static let pattern =
        #"^[ \t]*((?:@\w+\s+|(?:public|package|internal|private|fileprivate)\s+)*)import\s+"#
        + #"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"#

    private static func imports() throws -> [Import] {
        let pattern = try Pattern(pattern)
        return SourceTree.swiftFiles.flatMap { file in
            pattern.matches(in: file.code).map { match in
                Import(
                    place: "\(file.path):\(match.line)", target: file.target,
                    isTest: file.path.hasPrefix("Tests/"), modifiers: match.groups[1],
                    module: match.groups[2])
            }
        }
    }

    @Test func `Every module imports only what it may know`() throws {
        let wrong = try Self.imports().filter {
            !$0.isTest && Self.allowed[$0.target]?.contains($0.module) == false
        }
        .map { "\($0.place): \($0.target) must not import \($0.module): go through Contracts" }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }

    @Test func `Every folder of Sources has a rule`() {
        let known = Set(Self.allowed.keys).union(Self.cModules.keys)
        let unknown = Set(
            SourceTree.swiftFiles.filter { $0.path.hasPrefix("Sources/") }.map(\.target)
        )
        .subtracting(known)
        #expect(unknown.isEmpty, "\(unknown): write into ImportTests what it may import")
    }

    @Test func `Each C module is imported by its one target, and never shown to others`() throws {
        let imports = try Self.imports().filter { Self.cModules[$0.module] != nil }
        let wrong = imports.filter {
            $0.target != Self.cModules[$0.module] || $0.modifiers.contains("public")
                || $0.modifiers.contains("package") || $0.modifiers.contains("@")
        }
        .map { "\($0.place): internal import of \($0.module), in its own target only" }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        #expect(Set(imports.map(\.module)) == Set(Self.cModules.keys))
    }

    @Test func `Only its own tests import the daemon`() throws {
        let wrong = try Self.imports().filter {
            $0.module == "AlgoTradeDaemon" && $0.target != "AlgoTradeDaemonTests"
        }
        .map { "\($0.place): what others need of the daemon belongs in a module of its own" }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
    }
}
