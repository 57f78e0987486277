import Contracts
import Testing

@testable import Trading

@Suite("Bytes of saved states")
struct StateCodingTests {
    @Test(
        "integers of 64 and 128 bits come back",
        arguments: [
            0, 1, -1, 63, 64, -64, -65, 1 << 31, -(1 << 31), .max, .min, .max - 1, .min + 1,
        ]
            as [Int64])
    func integers(_ value: Int64) throws {
        #expect(try copy(of: value) == value)
        #expect(try copy(of: Int(value)) == Int(value))
        let wide = [Int128(value), Int128(value) << 64, Int128(value) * 3, Int128.max, Int128.min]
        for value in wide { #expect(try copy(of: value) == value) }
    }

    @Test("random integers of every length come back")
    func lengths() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        for _ in 0..<2_000 {
            let bits = Int.random(in: 0..<128, using: &random)
            let value = Int128.random(in: .min ... .max, using: &random) >> Int128(bits)
            #expect(try copy(of: value) == value, "seed \(seed)")
            let short = Int64(truncatingIfNeeded: value)
            #expect(try copy(of: short) == short, "seed \(seed)")
        }
    }

    @Test(
        "floating point comes back bit by bit",
        arguments: [0, -0.0, 1.5, .infinity, .leastNonzeroMagnitude, -1e308, .pi])
    func doubles(_ value: Double) throws {
        #expect(try copy(of: value).bitPattern == value.bitPattern)
    }

    @Test(
        "texts, options and lists come back",
        arguments: ["", "A", "naïve €", String(repeating: "x", count: 300)])
    func texts(_ text: String) throws {
        #expect(try copy(of: text) == text)
        #expect(try copy(of: String?.some(text)) == .some(text))
        #expect(try copy(of: String?.none) == .none)
        var writer = StateWriter()
        writer.write([text, "B"])
        var reader = StateReader(writer.bytes)
        #expect(try reader.readList(of: String.self, atMost: 2) == [text, "B"])
        try reader.finish()
        var strict = StateReader(writer.bytes)
        let fault = #expect(throws: StateFault.self) {
            try strict.readList(of: String.self, atMost: 1)
        }
        #expect(fault?.code == .malformed)
    }

    @Test(
        "what no writer makes is refused",
        arguments: [
            ([], .truncated), ([0x80], .truncated),
            // 64 bits end in the tenth byte, 128 in the nineteenth.
            ([UInt8](repeating: 0x80, count: 9) + [2], .malformed),
            ([UInt8](repeating: 0xFF, count: 30), .malformed),
        ] as [([UInt8], StateFault.Code)])
    func hostileIntegers(_ bytes: [UInt8], _ code: StateFault.Code) {
        var reader = StateReader(bytes)
        #expect(throws: StateFault.self) { try reader.read(Int64.self) }
        var wide = StateReader(bytes)
        let isWide = bytes.count == 10
        do throws(StateFault) {
            _ = try wide.read(Int128.self)
            #expect(isWide)
        } catch {
            #expect(error.code == code && !isWide)
        }
    }

    @Test("counts are no larger than the bytes that are left")
    func counts() {
        for bytes: [UInt8] in [[3, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]] {
            var reader = StateReader(bytes)
            let fault = #expect(throws: StateFault.self) { try reader.readCount(atMost: .max) }
            #expect(fault?.code == .truncated)
        }
        var bad = StateReader([2, 0xC3, 0x28])
        #expect(throws: StateFault.self) { try bad.read(String.self) }
        var flag = StateReader([2])
        #expect(throws: StateFault.self) { try flag.read(Bool.self) }
        var symbol = StateReader([1, 0x22])
        #expect(throws: StateFault.self) { try symbol.read(Symbol.self) }
    }

    @Test("random bytes are read as anything without a trap")
    func noise() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = MarketRandom(seed: seed)
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...4, using: &random)
                    : UInt8.random(in: .min ... .max, using: &random)
            }
            attempt(bytes, MarketRaw.self)
            attempt(bytes, MarketCounters.self)
            attempt(bytes, FlowWindows.self)
            attempt(bytes, JumpGate?.self)
            attempt(bytes, Level2.self)
            attempt(bytes, BarBuilder.self)
            attempt(bytes, FreshnessWindow.self)
            attempt(bytes, SymbolTallies.self)
            attempt(bytes, BarStream.self)
        }
    }

    private func attempt<Value: StateCoded>(_ bytes: [UInt8], _ type: Value.Type) {
        var reader = StateReader(bytes)
        guard let value = try? reader.read(type) else { return }
        var writer = StateWriter()
        writer.write(value)
        var again = StateReader(writer.bytes)
        #expect((try? again.read(type)) != nil)
    }

    private func copy<Value: StateCoded>(of value: Value) throws(StateFault) -> Value {
        var writer = StateWriter()
        writer.write(value)
        var reader = StateReader(writer.bytes)
        let copy = try reader.read(Value.self)
        try reader.finish()
        return copy
    }
}
