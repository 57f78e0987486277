import Contracts
import Testing

@testable import Trading

@Suite("When a bar closes")
struct MarketStampTests {
    private func close(
        _ text: String, _ size: BarSize, _ stamp: BarStamp = .start,
        calendar: MarketCalendar = .none
    ) -> Timestamp? {
        let time = Timestamp(text)!
        var machine = MarketMachine(MarketSettings(barStamp: stamp), calendar: calendar)
        let raw = RawFeed.bar("SPY", time.nanoseconds, ["10", "12", "9", "11"], size: size)
        return machine.take([raw]).first?.bar?.timestamp
    }

    @Test(
        "a bar of a part of a day is stamped with its start",
        arguments: [
            ("2025-11-17T14:30:00Z", .min1, "2025-11-17T14:31:00Z"),
            ("2025-11-17T14:30:00Z", .mins5, "2025-11-17T14:35:00Z"),
            ("2025-11-17T14:30:00Z", .mins15, "2025-11-17T14:45:00Z"),
            ("2025-11-17T14:30:00Z", .mins30, "2025-11-17T15:00:00Z"),
            // New York opens half past: the first bar of an hour lasts half of one.
            ("2025-11-17T14:30:00Z", .hour1, "2025-11-17T15:00:00Z"),
            ("2025-11-17T15:00:00Z", .hour1, "2025-11-17T16:00:00Z"),
            ("2025-11-17T17:00:00Z", .hours4, "2025-11-17T21:00:00Z"),
        ] as [(String, BarSize, String)])
    func starts(_ time: String, _ size: BarSize, _ closes: String) {
        #expect(close(time, size) == Timestamp(closes))
        #expect(close(time, size, .close) == Timestamp(time))
    }

    @Test(
        "a day's bar is stamped with its date or with its close",
        arguments: [
            ("2025-11-17T00:00:00Z", "2025-11-18T00:00:00Z"),
            ("2025-11-17T00:00:00.000000001Z", "2025-11-17T00:00:00.000000001Z"),
            ("2025-11-17T21:00:00Z", "2025-11-17T21:00:00Z"),
        ])
    func days(_ time: String, _ closes: String) {
        #expect(close(time, .day1) == Timestamp(closes))
        #expect(close(time, .day1, .close) == Timestamp(time))
    }

    @Test("where the calendar knows the date's session, a day's bar closes with it")
    func calendar() {
        let close16 = MarketCalendar(
            barsDue: { _, _, _, _, _ in nil },
            dayClose: { asset, _, date in
                guard asset == .equity, date == Timestamp("2025-11-17T00:00:00Z") else {
                    return nil
                }
                return Timestamp("2025-11-17T21:00:00Z")
            })
        #expect(
            close("2025-11-17T00:00:00Z", .day1, calendar: close16)
                == Timestamp("2025-11-17T21:00:00Z"))
        #expect(
            close("2025-11-16T00:00:00Z", .day1, calendar: close16)
                == Timestamp("2025-11-17T00:00:00Z"))
    }

    @Test("stamps at the ends of the range are no trouble")
    func extremes() {
        for size in BarSize.allCases {
            for time in [Int64.min, .min + 1, -1, .max - 1, .max] {
                let raw = RawFeed.bar("SPY", time, ["10", "12", "9", "11"], size: size)
                let trade = RawFeed.trade("QQQ", time, "10", "1")
                var machine = MarketMachine(MarketSettings(reorderToleranceNs: .max))
                #expect(machine.take([raw, trade, raw, trade]).count >= 3)
            }
        }
    }
}
