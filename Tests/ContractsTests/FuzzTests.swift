import Contracts
import Testing

@Suite struct FuzzTests {
    /// Proves that reading ends without a trap and that faults, if any, are well formed.
    private func probe(_ bytes: [UInt8], _ topic: Topic, _ seed: UInt64) -> Bool {
        var notes = ReadingNotes()
        do throws(ContractFaults) {
            let message = try Message.decode(bytes.span, topic: topic, notes: &notes)
            var written: [UInt8] = []
            message.encode(into: &written)
            let back = try Message.decode(written.span, topic: topic, notes: &notes)
            #expect(back == message, "seed \(seed)")
            return true
        } catch {
            let offsets = error.faults.map(\.offset)
            #expect(!offsets.isEmpty, "seed \(seed)")
            #expect(offsets == offsets.sorted(), "seed \(seed)")
            #expect(offsets.allSatisfy { 0...bytes.count ~= $0 }, "seed \(seed)")
            #expect(error.faults.dropLast().allSatisfy { $0.code != .syntax }, "seed \(seed)")
            #expect(error.faults.allSatisfy { $0.found.unicodeScalars.count <= 64 })
            return false
        }
    }

    @Test(arguments: Topic.allCases)
    func `a record cut anywhere is a fault`(topic: Topic) {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        for _ in 0..<4 {
            var bytes: [UInt8] = []
            messages.next(topic).encode(into: &bytes)
            for count in 0..<min(bytes.count, 600) {
                #expect(!probe(Array(bytes.prefix(count)), topic, seed), "seed \(seed)")
            }
        }
    }

    @Test(arguments: Topic.allCases)
    func `flipped, removed, doubled and foreign bytes never trap`(topic: Topic) {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        var generator = SeededGenerator(state: ~seed)
        let foreign = Array("\"\\{}[],:0e.-+tfn u\u{0}\u{FF}".utf8) + [0x80, 0xC0, 0xED, 0xFF]
        for _ in 0..<40 {
            var bytes: [UInt8] = []
            messages.next(topic).encode(into: &bytes)
            for _ in 0..<25 {
                var changed = bytes
                for _ in 0..<Int.random(in: 1...3, using: &generator) {
                    let at = Int.random(in: 0..<changed.count, using: &generator)
                    switch Int.random(in: 0..<5, using: &generator) {
                    case 0: changed[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
                    case 1: changed.remove(at: at)
                    case 2: changed.insert(changed[at], at: at)
                    case 3: changed[at] = foreign.randomElement(using: &generator) ?? 0
                    default:
                        let end = min(changed.count, at + 30)
                        changed.insert(contentsOf: changed[at..<end], at: at)
                    }
                }
                _ = probe(changed, topic, seed)
            }
        }
    }

    @Test func `bytes of any kind never trap`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        let alphabet = Array("{}[]\",:\\ue0-1.tfn ".utf8)
        for _ in 0..<2000 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            for topic in Topic.allCases { #expect(!probe(bytes, topic, seed)) }
        }
    }

    @Test(
        arguments: [
            ("x", String(repeating: "9", count: 1_000_000), []),
            ("ofi_z", String(repeating: "9", count: 1_000_000), [.range]),
            ("ofi_z", "0." + String(repeating: "9", count: 1_000_000), []),
            ("ofi_z", "1e" + String(repeating: "9", count: 1_000_000), [.range]),
            ("ofi_z", "1e-" + String(repeating: "9", count: 1_000_000), []),
            ("event_count", "1." + String(repeating: "0", count: 1_000_000), []),
            ("event_count", "1" + String(repeating: "0", count: 1_000_000), [.range]),
            ("x", "\"" + String(repeating: "\\u0061", count: 160_000) + "\"", []),
            ("symbol", "\"" + String(repeating: "A", count: 1_000_000) + "\"", [.format]),
            ("x", "[" + String(repeating: "{\"a\":0},", count: 120_000) + "0]", []),
            ("x", "[" + String(repeating: "[],", count: 300_000) + "0]", []),
            ("window_ms", "[" + String(repeating: "0,", count: 500_000) + "0]", [.type]),
        ] as [(String, String, [ContractFault.Code])])
    func `records of a megabyte are read in one pass`(
        field: String, value: String, codes: [ContractFault.Code]
    ) {
        #expect(Sample.ofi.with(field, value).faults.map(\.code) == codes)
    }

    @Test func `a megabyte of different unknown keys is read in linear time`() {
        let members = (0..<90_000).map { "\"\(String($0, radix: 36))\":0" }
            .joined(separator: ",")
        #expect(Sample.ofi.with("x", "{\(members)}").faults == [])
        let top = String(Sample.ofi.text.dropLast()) + "," + members + "}"
        #expect(faultsOf(top, .ofiEvents) == [])
    }
}
