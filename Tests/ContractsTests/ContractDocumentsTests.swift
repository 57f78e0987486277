import Foundation
import Testing

@testable import Contracts

/// With `ALGOTRADED_WRITE_DOCUMENTS=1` in the environment the tables are written instead.
@Suite struct ContractDocumentsTests {
    @Test func `the tables of the contracts are what the shapes make of them`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/CONTRACTS.md")
        var text = try String(contentsOf: file, encoding: .utf8)
        let isWriting = ProcessInfo.processInfo.environment["ALGOTRADED_WRITE_DOCUMENTS"] != nil
        for part in ContractTables.parts {
            let marker = "<!-- made from the shapes: \(part.name) -->\n"
            let begin = try #require(text.range(of: marker))
            let end = try #require(
                text.range(of: "<!-- end -->", range: begin.upperBound..<text.endIndex))
            let table = begin.upperBound..<end.lowerBound
            if isWriting {
                text.replaceSubrange(table, with: part.text)
            } else {
                #expect(text[table] == part.text, "\(part.name)")
            }
        }
        if isWriting { try text.write(to: file, atomically: true, encoding: .utf8) }
    }
}
