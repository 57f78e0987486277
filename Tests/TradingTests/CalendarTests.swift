import Contracts
import Testing

@testable import Trading

@Suite struct CalendarTests {
    private func time(_ text: String) throws -> Timestamp { try #require(Timestamp(text)) }

    @Test(arguments: SessionCalendar.Name.allCases)
    func `Sessions follow each other, and asking about a moment agrees with them`(
        name: SessionCalendar.Name
    ) throws {
        let calendar = SessionCalendar(name)
        let (from, until) = (try time("2011-12-20T00:00:00Z"), try time("2012-12-01T00:00:00Z"))
        var before: Session?
        for session in calendar.sessions(from: from, until: until) {
            #expect(session.open < session.close)
            if let before {
                #expect(before.close <= session.open)
                #expect(calendar.nextOpen(after: before.open) == session.open)
                if before.close < session.open {
                    #expect(!calendar.isOpen(at: before.close))
                    #expect(!calendar.isOpen(at: session.open.advanced(byNanoseconds: -1)))
                    #expect(calendar.nextClose(after: before.close) == session.close)
                }
            }
            let last = session.close.advanced(byNanoseconds: -1)
            #expect(calendar.session(containing: session.open) == session)
            #expect(calendar.session(containing: last) == session)
            #expect(calendar.nextClose(after: last) == session.close)
            before = session
        }
        #expect(before != nil)
    }

    @Test(arguments: [
        ("XNYS", "2024-07-03T16:59:59.999999999Z", true), ("XNYS", "2024-07-03T17:00:00Z", false),
        ("XNYS", "2024-07-04T15:00:00Z", false), ("XNYS", "2024-03-08T14:29:59Z", false),
        ("XNYS", "2024-03-11T13:30:00Z", true), ("XNYS", "2006-03-13T13:45:00Z", false),
        ("XNYS", "2022-06-20T15:00:00Z", false), ("XNYS", "2021-06-18T15:00:00Z", true),
        ("CME", "2020-01-06T21:20:00Z", false), ("CME", "2022-01-06T21:20:00Z", true),
        ("CME", "2024-03-10T21:59:59Z", false), ("CME", "2024-03-10T22:00:00Z", true),
        ("CME", "2026-04-03T13:14:00Z", true), ("CME", "2026-04-03T13:15:00Z", false),
        ("FOREX", "2024-08-09T20:59:59Z", true), ("FOREX", "2024-08-09T21:00:00Z", false),
        ("FOREX", "2024-08-11T21:00:00Z", true), ("24x7", "2024-08-10T03:00:00Z", true),
    ])
    func `Open or not`(name: String, moment: String, isOpen: Bool) throws {
        let calendar = try #require(SessionCalendar.named(name))
        #expect(calendar.isOpen(at: try time(moment)) == isOpen)
    }

    @Test func `CME's halt makes two sessions of a day`() throws {
        let day = SessionCalendar(.cme).sessions(on: CivilDate(2019, 7, 1))
        #expect(day.first?.open == (try time("2019-06-30T22:00:00Z")))
        #expect(day.first?.close == (try time("2019-07-01T20:15:00Z")))
        #expect(day.second?.open == (try time("2019-07-01T20:30:00Z")))
        #expect(day.second?.close == (try time("2019-07-01T21:00:00Z")))
        #expect(day.second?.date == CivilDate(2019, 7, 1))
    }

    @Test(
        arguments: [
            (AssetClass.equity, nil, "XNYS"), (.equity, "SMART", "XNYS"), (.equity, "NYSE", "XNYS"),
            (.equity, "NASDAQ", "XNAS"), (.equity, "ISLAND", "XNAS"), (.future, "CME", "CME"),
            (.forex, "IDEALPRO", "FOREX"), (.crypto, "PAXOS", "24x7"), (.bond, nil, nil),
        ] as [(AssetClass, String?, String?)])
    func `Each kind of instrument has its calendar`(
        asset: AssetClass, exchange: String?, name: String?
    ) {
        #expect(SessionCalendar.standard(for: asset, exchange: exchange)?.name.rawValue == name)
    }

    @Test(
        arguments: [
            ("XNYS", "2024-07-03", "2024-07-03T17:00:00Z"), ("XNYS", "2024-07-04", nil),
            ("CME", "2019-07-01", "2019-07-01T21:00:00Z"),
            ("24x7", "2024-07-04", "2024-07-05T00:00:00Z"),
        ] as [(String, String, String?)])
    func `A day's close`(name: String, date: String, close: String?) throws {
        let calendar = try #require(SessionCalendar.named(name))
        let noon = try time("\(date)T12:00:00Z")
        #expect(calendar.close(of: CivilDate(utc: noon)) == close.flatMap { Timestamp($0) })
    }

    @Test func `An unknown name is no calendar`() {
        #expect(SessionCalendar.named("XLON") == nil)
        #expect(SessionCalendar.named("xnys") == nil)
    }

    @Test(arguments: [Timestamp.zero, Timestamp(nanoseconds: .min), Timestamp(nanoseconds: .max)])
    func `No time is too far away`(time: Timestamp) {
        for name in SessionCalendar.Name.allCases {
            let calendar = SessionCalendar(name)
            let session = calendar.session(containing: time)
            #expect(session == nil || session?.contains(time) == true)
            _ = calendar.nextClose(after: time)
            #expect(calendar.barsDue(.minute1, from: time, until: time) == 0)
        }
    }

    @Test func `Dates and their parts agree, and weekdays follow each other`() {
        for days in CalendarReference.first.days...CalendarReference.last.days {
            let date = CivilDate(days: days)
            let (year, month, day) = date.parts
            #expect(CivilDate(year, month, day) == date)
            #expect((date.weekday.rawValue + 1) % 7 == (date + 1).weekday.rawValue)
        }
        #expect(CivilDate(2024, 8, 8).weekday == .thursday)
        #expect(CivilDate(2024, 8, 8).description == "2024-08-08")
    }
}
