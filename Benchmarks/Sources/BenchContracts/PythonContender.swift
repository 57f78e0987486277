import BenchmarkData
import Contracts
import Foundation

/// A Python process that stays alive and makes one timed pass when it is asked.
final class PythonContender {
    enum Kind: String, CaseIterable {
        case pydanticFloat = "pydantic-float"
        case pydanticDecimal = "pydantic-decimal"
        case jsonschema

        var name: String {
            switch self {
            case .pydanticFloat: "pydantic model_validate_json, float"
            case .pydanticDecimal: "pydantic model_validate_json, Decimal"
            case .jsonschema: "json.loads + jsonschema"
            }
        }
    }

    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    let kind: Kind
    /// `pydantic 2.14.3, Python 3.11.7`
    let version: String
    private let process = Process()
    private let questions = Pipe()
    private let answers = Pipe()
    private var unread = Data()

    init(_ kind: Kind, python: String) throws {
        self.kind = kind
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Python/contender.py").standardized
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, script.path, kind.rawValue]
        if kind == .jsonschema { process.arguments?.append(try Self.schema().path) }
        process.standardInput = questions
        process.standardOutput = answers
        try process.run()
        guard let first = Self.line(answers, &unread) else {
            throw Fault(description: "\(kind.rawValue) does not start: scripts/setup.sh bench")
        }
        version = first
    }

    deinit {
        try? questions.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// A file with the schema of bars that `algotraded schema bar_event` prints.
    private static func schema() throws -> URL {
        guard let text = ContractSchema.text("bar_event") else {
            throw Fault(description: "bars have no schema")
        }
        let file = FileManager.default.temporaryDirectory
            .appending(path: "bar-\(ProcessInfo.processInfo.processIdentifier).schema.json")
        try Data(text.utf8).write(to: file)
        return file
    }

    /// Reads the records of a file, one a line.
    func load(_ file: URL, records: Int) throws {
        guard try ask("load \(file.path)") == "\(records)" else {
            throw Fault(description: "\(kind.rawValue) did not read \(records) records")
        }
    }

    /// The processor's seconds of one pass.
    func run() throws -> Double {
        let answer = try ask("run")
        guard let seconds = Double(answer) else {
            throw Fault(description: "\(kind.rawValue): \(answer) is no time")
        }
        return seconds
    }

    private func ask(_ question: String) throws -> String {
        try questions.fileHandleForWriting.write(contentsOf: Data("\(question)\n".utf8))
        guard let answer = Self.line(answers, &unread) else {
            throw Fault(description: "\(kind.rawValue) ended early")
        }
        return answer
    }

    private static func line(_ pipe: Pipe, _ unread: inout Data) -> String? {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread = Data(unread[(end + 1)...]) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            unread.append(more)
        }
    }
}

/// The Python processes of a run.
struct Contenders {
    let all: [PythonContender]

    init(python: String) throws {
        all = try PythonContender.Kind.allCases.map { try PythonContender($0, python: python) }
    }

    var versions: String { all.map(\.version).joined(separator: "; ") }
}
