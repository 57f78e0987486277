import Contracts
import Testing

@Suite struct ReadingNotesMergeTests {
    private func notes(_ names: [String], after start: ReadingNotes = ReadingNotes()) throws
        -> ReadingNotes
    {
        var notes = start
        for name in names { _ = try read(Sample.ofi.with(name, "1").text, .ofiEvents, &notes) }
        return notes
    }

    @Test func `Merged notes are those of reading one after the other`() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededGenerator(state: seed)
        for _ in 0..<40 {
            let kinds = Int.random(in: 1...100, using: &random)
            let names = (0..<200).map { _ in "k\(Int.random(in: 0..<kinds, using: &random))" }
            var merged = ReadingNotes()
            var start = 0
            while start < names.count {
                let end = min(names.count, start + Int.random(in: 0...60, using: &random))
                let part = Array(names[start..<end])
                merged.merge(try notes(part, after: merged.isFull ? merged.names : ReadingNotes()))
                start = end
            }
            #expect(merged == (try notes(names)), "seed \(seed)")
        }
    }

    @Test func `Names alone are empty notes`() throws {
        let names = try notes(["a", "b", "a"]).names
        #expect(names.unknownFields.map(\.name) == ["a", "b"])
        #expect(names.unknownFields.map(\.count) == [0, 0])
        #expect(names.isEmpty)
        var merged = ReadingNotes()
        merged.merge(names)
        #expect(merged == ReadingNotes())
    }

    @Test func `Broken rules add up`() throws {
        var broken = ReadingNotes()
        let text = Sample.report.with("status", #""REJECTED""#).text
        _ = try read(text, .execReports, &broken)
        var merged = ReadingNotes()
        merged.merge(ReadingNotes())
        merged.merge(broken)
        merged.merge(broken)
        merged.merge(ReadingNotes())
        #expect(merged.count(of: .rejectedHasReason) == 2)
        #expect(merged.count(of: .filledHasPrice) == 0)
    }
}
