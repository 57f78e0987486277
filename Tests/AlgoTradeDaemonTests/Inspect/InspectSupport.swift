import Contracts
import Foundation
import Testing
import Trading

@testable import AlgoTradeDaemon

/// Recordings for `inspect`, and what a page holds.
enum InspectSupport {
    static let start = 1_773_671_400  // 2026-03-16T14:30:00Z, XNYS open

    static func quote(
        _ milliseconds: Int, bid: String = "100.5", ask: String = "100.52", bidSize: String = "300",
        askSize: String = "200", symbol: String = "SPY", secType: String? = "STK"
    ) -> String {
        let type = secType.map { #","secType":"\#($0)""# } ?? ""
        return #"{"type":"tickByTickBidAsk","symbol":"\#(symbol)"\#(type),"#
            + #""time":\#(time(milliseconds)),"bidPrice":\#(bid),"askPrice":\#(ask),"#
            + #""bidSize":\#(bidSize),"askSize":\#(askSize)}"#
    }

    static func trade(
        _ milliseconds: Int, price: String = "100.51", size: String = "7", symbol: String = "SPY"
    ) -> String {
        #"{"type":"tickByTickAllLast","symbol":"\#(symbol)","secType":"STK","#
            + #""time":\#(time(milliseconds)),"price":\#(price),"size":\#(size)}"#
    }

    private static func time(_ milliseconds: Int) -> String {
        let fraction = String(milliseconds % 1000)
        return "\(start + milliseconds / 1000)."
            + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// The records through the machine.
    static func inspection(
        _ lines: [String], symbol: Symbol = "SPY", range: InspectionRange = InspectionRange(),
        settings: MarketSettings = MarketSettings()
    ) throws -> Inspection {
        var recorder = InspectionRecorder(
            Inspection(symbol: symbol, range: range, settings: settings, sources: ["test"]))
        for (number, line) in lines.enumerated() {
            let bytes = Array(line.utf8)
            try recorder.take(bytes.span, place: "test:\(number + 1)")
        }
        return recorder.inspection
    }

    static func report(
        _ lines: [String], calendar: SessionCalendar? = nil, gapNs: Int64 = 60_000_000_000
    ) throws -> InspectionReport {
        InspectionReport(try inspection(lines), calendar: calendar, gapNs: gapNs)
    }

    /// What the page's program is given.
    static func data(_ page: String) throws -> [String: Any] {
        let begin = try #require(page.range(of: #"<script type="application/json" id="data">"#))
        let end = try #require(page[begin.upperBound...].range(of: "</script>"))
        let json = Data(page[begin.upperBound..<end.lowerBound].utf8)
        let parsed = try JSONSerialization.jsonObject(with: json)
        return try #require(parsed as? [String: Any])
    }

    static func page(_ report: InspectionReport) -> String {
        String(decoding: InspectionPage(report: report).bytes, as: UTF8.self)
    }

    /// A column's records as [seconds, nanoseconds, figures…], read as the page reads them.
    static func records(_ part: Any?, width: Int) throws -> [[Int64]] {
        let part = try #require(part as? [String: Any])
        let code = try #require(part["code"] as? String)
        let bytes = try #require(Data(base64Encoded: code))
        var place = bytes.startIndex
        func next() -> UInt64 {
            var number: UInt64 = 0
            var shift: UInt64 = 0
            while true {
                let byte = bytes[place]
                place += 1
                number |= UInt64(byte & 0x7F) << shift
                shift += 7
                if byte < 0x80 { return number }
            }
        }
        func change() -> Int64 {
            let code = next()
            return Int64(bitPattern: code >> 1) ^ -Int64(bitPattern: code & 1)
        }
        var now = [Int64](repeating: 0, count: width)
        var seconds: Int64 = 0
        var records: [[Int64]] = []
        while place < bytes.endIndex {
            seconds += change()
            let nanoseconds = Int64(next())
            for column in 0..<width { now[column] += change() }
            records.append([seconds, nanoseconds] + now)
        }
        #expect(records.count == part["count"] as? Int)
        return records
    }
}
