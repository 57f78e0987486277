import Contracts
import Foundation
import Testing
import Trading

@testable import AlgoTradeDaemon

@Suite struct InspectPageTests {
    @Test func `The page holds every quote and trade exactly`() throws {
        let report = try InspectSupport.report([
            InspectSupport.quote(0), InspectSupport.trade(1, price: "100.515", size: "0.25"),
            InspectSupport.quote(2, bid: "99.123456789", ask: "100.6", bidSize: "5"),
            InspectSupport.quote(65_003, bid: "100.5", ask: "100.5", askSize: "1000000.125"),
        ])
        let data = try InspectSupport.data(InspectSupport.page(report))
        #expect(data["pricePlaces"] as? Int == 9)
        #expect(data["sizePlaces"] as? Int == 3)
        let first = Int64(InspectSupport.start)
        #expect(
            try InspectSupport.records(data["quotes"], width: 4) == [
                [first, 0, 100_500_000_000, 100_520_000_000, 300_000, 200_000],
                [first, 2_000_000, 99_123_456_789, 100_600_000_000, 5000, 200_000],
                [first + 65, 3_000_000, 100_500_000_000, 100_500_000_000, 300_000, 1_000_000_125],
            ])
        #expect(
            try InspectSupport.records(data["trades"], width: 2) == [
                [first, 1_000_000, 100_515_000_000, 250]
            ])
    }

    /// Random quotes through the machine, against the machine run beside it.
    @Test func `The page holds the windows that the machine gave, and no others`() throws {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var state = seed
        func random(_ bound: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % bound)
        }
        var milliseconds = 0
        let lines = (0..<3000).map { _ in
            milliseconds += random(300)
            let bid = 10_000 + random(7)
            return InspectSupport.quote(
                milliseconds, bid: "\(bid / 100).\(10 + bid % 90)", ask: "101.\(10 + random(80))",
                bidSize: "\(1 + random(900))", askSize: "\(1 + random(900))")
        }
        var machine = MarketMachine(MarketSettings())
        var effects: [MarketEffect] = []
        var notes = ReadingNotes()
        for line in lines {
            let bytes = Array(line.utf8)
            machine.apply(
                try MarketRaw.decode(bytes.span, notes: &notes), into: &effects)
        }
        let windows = effects.compactMap { effect -> OfiEvent? in
            if case .ofi(let window) = effect { window } else { nil }
        }
        #expect(windows.count > 10)
        let page = InspectSupport.page(try InspectSupport.report(lines))
        // By the text: JSONSerialization reads a Double's last digits only nearly.
        let begin = try #require(page.range(of: #""windows":["#)).upperBound
        let end = try #require(page[begin...].range(of: #"],"tallies""#)).lowerBound
        let numbers = page[begin..<end].split { "[],".contains($0) }
        #expect(numbers.count == windows.count * 7)
        for (index, window) in windows.enumerated() {
            let row = numbers.dropFirst(index * 7).prefix(7).map(String.init)
            let seconds = try #require(Int64(row[0]))
            #expect(try #require(Int64(row[1])) == 0)
            #expect(seconds * 1_000_000_000 == window.timestamp.nanoseconds)
            #expect(Double(row[2]) == window.ofiZ)
            #expect(Double(row[3]) == window.ofiRaw)
            #expect(Double(row[4]) == window.ofiMa)
            #expect(Double(row[5]) == window.ofiStd)
            #expect(Int64(row[6]) == window.eventCount)
        }
    }

    @Test func `Verdicts stand with their time, reason and place`() throws {
        let report = try InspectSupport.report([
            InspectSupport.quote(0), InspectSupport.quote(10, bid: "101"),
            InspectSupport.quote(20, bid: "-1", bidSize: "0"), "{}",
        ])
        let data = try InspectSupport.data(InspectSupport.page(report))
        let rows = try #require(data["verdicts"] as? [[Any]])
        #expect(rows.map { $0[2] as? String } == ["contract", "crossed", "no_quote"])
        #expect(rows.map { $0[0] as? String } == ["dead_letter", "dead_letter", "dropped"])
        #expect(rows.map { $0[4] as? String } == ["test:4", "test:2", "test:3"])
        #expect(rows[0][1] is NSNull)
        #expect(rows[1][1] as? [Int] == [InspectSupport.start, 10_000_000])
        #expect((rows[1][3] as? String)?.hasPrefix("askPrice: ") == true)
    }

    @Test func `Text of others injects nothing`() throws {
        let evil = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\"'\u{2028}"
        var inspection = Inspection(
            symbol: "SPY", range: InspectionRange(), settings: MarketSettings(),
            sources: [evil])
        inspection.take(
            InspectedVerdict(
                kind: .deadLetter, time: .zero, reason: evil, detail: evil, place: evil))
        let page = InspectSupport.page(
            InspectionReport(inspection, calendar: nil, gapNs: 1_000_000_000))
        #expect(page.components(separatedBy: "<script").count == 3)
        #expect(page.components(separatedBy: "</script").count == 3)
        #expect(!page.contains("<img"))
        let data = try InspectSupport.data(page)
        let rows = try #require(data["verdicts"] as? [[Any]])
        #expect(rows[0][2] as? String == evil)
        #expect(HTMLText.escaped("<a b='c'>&\"\u{1}") == "&lt;a b=&#39;c&#39;&gt;&amp;&quot; ")
    }

    @Test func `Nothing comes from elsewhere and nothing is written as markup`() throws {
        let page = InspectSupport.page(try InspectSupport.report([InspectSupport.quote(0)]))
        for word in ["http:", "https:", "src=", "@import", "url(", "innerHTML", "document.write"] {
            #expect(!page.contains(word), "\(word)")
        }
        #expect(page.contains("default-src 'none'"))
    }

    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `Digests are those of FIPS 180`(text: String, digest: String) {
        let hex = SHA256.digest(Array(text.utf8)).map {
            ($0 < 16 ? "0" : "") + String($0, radix: 16)
        }
        #expect(hex.joined() == digest)
    }

    @Test func `Numbers beyond the exact ones of a browser are told`() throws {
        let report = try InspectSupport.report([
            InspectSupport.quote(0, bid: "9000000000.123456789", ask: "9000000000.123456789")
        ])
        let data = try InspectSupport.data(InspectSupport.page(report))
        #expect((data["quotes"] as? [String: Any])?["wide"] as? Bool == true)
        let rows = try InspectSupport.records(data["quotes"], width: 4)
        #expect(rows[0][2] == 9_000_000_000_123_456_789)
    }

    @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
    func `Base64 is Foundation's`(text: String) {
        var code = ColumnCode()
        for byte in text.utf8 { code.append(unsigned: UInt64(byte)) }
        #expect(
            String(decoding: code.base64, as: UTF8.self)
                == Data(text.utf8).base64EncodedString())
    }
}
