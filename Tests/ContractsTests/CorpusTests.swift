import ContractProperties
import Contracts
import Foundation
import Testing

/// The fuzzer's seeds and its properties, without the fuzzer.
@Suite struct CorpusTests {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fuzzing/Corpus")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .sorted()

    @Test func `there is a seed for every topic`() throws {
        let topics = try Self.names.map { try Self.seed($0).topic }
        #expect(Set(topics) == Set(Topic.allCases))
    }

    @Test(arguments: names)
    func `every property holds for the seed`(name: String) throws {
        let seed = try Self.seed(name)
        #expect(RecordProperties.broken(by: seed.record, seed.topic) == nil)
    }

    @Test(arguments: names)
    func `every property holds for the seed, cut and changed`(name: String) throws {
        let seed = try Self.seed(name)
        for index in seed.record.indices {
            let cut = Array(seed.record.prefix(index))
            #expect(RecordProperties.broken(by: cut, seed.topic) == nil, "cut at \(index)")
            var changed = seed.record
            changed[index] ^= 1 << UInt8(index % 8)
            #expect(RecordProperties.broken(by: changed, seed.topic) == nil, "bit of \(index)")
        }
    }

    private static func seed(_ name: String) throws -> FuzzInput {
        let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
        return try #require(FuzzInput(bytes))
    }
}
