import Testing

@testable import Contracts

@Suite struct NumberShapeTests {
    private static let exponents = [
        "", "", "", "e0", "E1", "e+5", "e-5", "E-9", "e9", "e19", "e-25", "e+08", "e", "e+", "E-",
        "e1.", ".", "e40", "e-40",
    ]

    /// Numbers of 1 to 25 digits with the point at each place, some of them none.
    private func texts(_ generator: inout SeededGenerator) -> [String] {
        var texts: [String] = []
        for count in 1...25 {
            for point in 0...(count + 1) {
                for sign in ["", "-"] {
                    var digits = (0..<count).map { _ in
                        "0123456789".randomElement(using: &generator) ?? "0"
                    }
                    switch Int.random(in: 0..<6, using: &generator) {
                    case 0: digits[0] = "0"
                    case 1:
                        for i in (count / 2)..<count { digits[i] = "0" }
                    case 2:
                        for i in (count / 2)..<count { digits[i] = i == count / 2 ? "5" : "0" }
                    default: if point != 1, digits[0] == "0" { digits[0] = "9" }
                    }
                    if point <= count { digits.insert(".", at: point) }
                    let exponent = Self.exponents.randomElement(using: &generator) ?? ""
                    texts.append(sign + String(digits) + exponent)
                }
            }
        }
        return texts
    }

    @Test func `numbers of every shape are read as by exact arithmetic`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        var readers = ReadingMemoryTests.Readers(seed: seed)
        for _ in 0..<2 {
            for text in texts(&generator) {
                let tail = String(
                    repeating: " ", count: max(0, Int.random(in: -9...9, using: &generator)))
                check(text, tail, &readers)
            }
        }
    }

    @Test(arguments: [
        "9223372036.854775807", "9223372036.8547758074", "9223372036.8547758075",
        "-9223372036.854775808", "-9223372036.8547758085", "-9223372036.85477580850001",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "0.0000000005",
        "0.0000000015", "0.00000000050000000000000000000001", "-0", "-0.0", "99999999", "9999999",
        "0.123456", "0.1234567", "1234567.8", "123456.7", "999999999999999999",
        "1000000000000000000", "0.999999999999999999", "0.9999999999999999999",
    ])
    func `numbers at bounds are read as by exact arithmetic`(text: String) {
        var readers = ReadingMemoryTests.Readers(seed: 0)
        for tail in 0...9 { check(text, String(repeating: " ", count: tail), &readers) }
    }

    /// The text as the last value of a record: a decimal, an integer, a double.
    private func check(_ text: String, _ tail: String, _ readers: inout ReadingMemoryTests.Readers)
    {
        let number = NumberReference(text)
        var price: Decimal9?
        var conId: Int64?
        var score: Double?
        var faults: [ContractFault.Code] = []
        func read(_ sample: Sample, _ field: String) -> Message? {
            let record = Array((sample.with(field, text).text.dropLast() + tail + "}").utf8)
            faults.append(contentsOf: faultsOf(record, sample.topic).map(\.code))
            return readers.read(record, sample.topic)
        }
        if case .raw(let record)? = read(Sample.trade.with("price", nil), "price"),
            case .allLast(let found, _) = record.shape
        {
            price = found
        }
        if case .raw(let record)? = read(Sample.trade, "conId") { conId = record.conId }
        if case .ofi(let event)? = read(Sample.ofi.with("ofi_z", nil), "ofi_z") {
            score = event.ofiZ
        }
        let comment: Comment = "\(text), seed \(readers.seed)"
        guard let number else {
            // Of `1.5.` the parser has read a number when it stops, and judged it.
            #expect(faults.count { $0 == .syntax } == 3, comment)
            return
        }
        let double = Double(text) ?? .nan
        let (isWhole, value) = number.whole
        var expected: [ContractFault.Code] = []
        if number.nanos == nil { expected.append(.range) }
        if !isWhole { expected.append(.type) }
        if isWhole, value ?? -1 < 0 { expected.append(.range) }
        if !double.isFinite { expected.append(.range) }
        #expect(faults == expected, comment)
        #expect(price?.nanos == number.nanos, comment)
        #expect(conId == value.flatMap { $0 < 0 ? nil : $0 }, comment)
        #expect(score?.bitPattern == (double.isFinite ? double.bitPattern : nil), comment)
    }
}
