import Contracts
import Testing

@Suite struct TimestampTextTests {
    @Test(
        arguments: [
            (0, 0), (-1, -1_000_000), (9_223_372_036_854, 9_223_372_036_854_000_000),
            (9_223_372_036_855, Int64.max), (-9_223_372_036_855, Int64.min),
            (Int64.max, Int64.max), (Int64.min, Int64.min),
        ] as [(Int64, Int64)])
    func `milliseconds that no nanoseconds hold stop at the end`(
        milliseconds: Int64, nanoseconds: Int64
    ) {
        #expect(Timestamp(milliseconds: milliseconds).nanoseconds == nanoseconds)
    }

    @Test(arguments: ["A\"B", "\\", "\u{1}", "\u{7F}", "é", "", "ABCDEFGHIJKLMNOPQRSTU"])
    func `no symbol needs an escape`(text: String) {
        #expect(Symbol(text) == nil)
    }

    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00z", 0), ("1970-01-01t00:00:00Z", 0),
            ("1969-12-31T23:59:59.999999999Z", -1), ("1970-01-01T00:00:00.000000001Z", 1),
            ("1970-01-01T00:00:00.1Z", 100_000_000), ("1970-01-01T00:00:00.12Z", 120_000_000),
            ("1970-01-01T00:00:00.123456789Z", 123_456_789),
            ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31T19:00:00-05:00", 0),
            ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
            ("1969-12-31T00:01:00-23:59", 0), ("1970-01-01T00:00:00.5+00:00", 500_000_000),
            ("2025-11-17T14:30:00Z", 1_763_389_800_000_000_000),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000_000_000),
            ("2000-02-29T00:00:00Z", 951_782_400_000_000_000),
            ("2100-03-01T00:00:00Z", 4_107_542_400_000_000_000),
            ("1900-03-01T00:00:00Z", -2_203_891_200_000_000_000),
            ("1677-09-21T00:12:43.145224192Z", Int64.min),
            ("2262-04-11T23:47:16.854775807Z", Int64.max),
            ("2262-04-12T00:47:16.854775807+01:00", Int64.max),
            ("1677-09-20T23:12:43.145224192-01:00", Int64.min),
        ] as [(String, Int64)])
    func `reads RFC 3339`(text: String, nanoseconds: Int64) {
        #expect(Timestamp(text)?.nanoseconds == nanoseconds)
    }

    @Test(arguments: [
        "", "2025-11-17", "2025-11-17T14:30:00", "2025-11-17T14:30Z", "2025-11-17 14:30:00Z",
        "2025-11-17T14:30:60Z", "2016-12-31T23:59:60Z", "2025-11-17T24:00:00Z",
        "2025-11-17T14:60:00Z", "2025-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2025-04-31T00:00:00Z", "2025-00-10T00:00:00Z", "2025-13-10T00:00:00Z",
        "2025-01-00T00:00:00Z", "2025-01-32T00:00:00Z", "2025-11-17T14:30:00.Z",
        "2025-11-17T14:30:00.1234567890Z", "2025-11-17T14:30:00,5Z", "2025-11-17T14:30:00+0100",
        "2025-11-17T14:30:00+01", "2025-11-17T14:30:00+24:00", "2025-11-17T14:30:00+01:60",
        "2025-11-17T14:30:00 01:00", "2025-11-17T14:30:00ZZ", " 2025-11-17T14:30:00Z",
        "2025-11-17T14:30:00Z ", "25-11-17T14:30:00Z", "+2025-11-17T14:30:00Z",
        "20251117T143000Z0000", "2025-11-17T14:30:0aZ", "2025-11-17T14:30:00.5",
        "2025-1-017T14:30:00Z", "1677-09-21T00:12:43.145224191Z",
        "2262-04-11T23:47:16.854775808Z", "0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    ])
    func `has no value for other forms and times out of range`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (100_000_000, "1970-01-01T00:00:00.100Z"),
            (1_000_000, "1970-01-01T00:00:00.001Z"), (1000, "1970-01-01T00:00:00.000001Z"),
            (1, "1970-01-01T00:00:00.000000001Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
            (1_709_164_800_000_000_000, "2024-02-29T00:00:00Z"),
            (Int64.min, "1677-09-21T00:12:43.145224192Z"),
            (Int64.max, "2262-04-11T23:47:16.854775807Z"),
        ] as [(Int64, String)])
    func `writes the shortest fraction of 0, 3, 6 or 9 digits`(nanoseconds: Int64, text: String) {
        #expect(Timestamp(nanoseconds: nanoseconds).description == text)
    }

    @Test func `the calendar counts every day from 1678 to 2261`() {
        var days = -106_650
        for year in 1678...2261 {
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in [1, length] {
                    let date = "\(year)-\(two(month + 1))-\(two(day))T00:00:00Z"
                    let timestamp = Timestamp(
                        nanoseconds: Int64(days + day - 1) * 86_400_000_000_000)
                    #expect(Timestamp(date) == timestamp)
                    #expect(timestamp.description == date)
                }
                days += length
            }
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    @Test func `writing and reading is the identity`() {
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(state: seed)
        for _ in 0..<2000 {
            let nanoseconds = Int64.random(in: .min ... .max, using: &generator)
            let timestamp = Timestamp(nanoseconds: nanoseconds)
            #expect(Timestamp(timestamp.description) == timestamp, "seed \(seed)")
        }
    }
}
