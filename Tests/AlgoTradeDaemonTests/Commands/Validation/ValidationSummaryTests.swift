import Contracts
import Testing

@testable import AlgoTradeDaemon

@Suite struct ValidationSummaryTests {
    private func fault(_ path: String, _ code: ContractFault.Code) -> ContractFault {
        ContractFault(path: path, code: code, expected: "", found: "", offset: 0)
    }

    @Test(arguments: [
        ("open", "open"), ("$", "$"), ("fills[0].price", "fills[].price"),
        ("level2.bids[3][10]", "level2.bids[][]"), ("a[x].b", "a[x].b"), ("a[1", "a[1"),
        ("a[1].b[", "a[].b["), ("é[22]", "é[]"), ("[[1]]", "[[]]"),
    ])
    func `Paths lose their indices`(path: String, expected: String) {
        #expect(FaultKinds.general(path) == expected)
    }

    @Test func `The commonest kinds stand first, those of one count in their order`() {
        var tally = ValidationTally()
        tally.addValid()
        tally.add([fault("close", .range), fault("fills[0].price", .type)])
        tally.add([fault("fills[1].price", .type), fault("open", .range)])
        #expect(
            ValidationSummary(tally: tally).text == """
                3 records: 1 valid, 2 invalid (type 2, range 2)
                      faults  code           path
                           2  type           fills[].price
                           1  range          close
                           1  range          open

                """)
    }

    @Test(arguments: [
        (20, nil), (21, "           1  of 1 further kind"),
        (25, "           5  of 5 further kinds"),
        (256, "         236  of 236 further kinds"),
        (300, "         280  of more than 236 further kinds"),
    ])
    func `Rows and kinds are bounded`(kinds: Int, last: String?) {
        var tally = ValidationTally()
        for index in 0..<kinds { tally.add([fault("f\(index)", .type)]) }
        let lines = ValidationSummary(tally: tally).text.split(separator: "\n").map(String.init)
        #expect(lines.count == 22 + (last == nil ? 0 : 1))
        #expect(lines.last == last ?? "           1  type           f19")
    }

    @Test(arguments: [(100, 0), (256, 0), (300, 44)])
    func `JSON names all kinds that are kept`(kinds: Int, beyond: Int) throws {
        var tally = ValidationTally()
        for index in 0..<kinds { tally.add([fault("f\(index)", .type)]) }
        var text = JSONText()
        ValidationSummary(tally: tally).write(to: &text)
        let document = try #require(
            try Records.parse(String(decoding: text.bytes, as: UTF8.self)).first)
        let summary = try #require(document["summary"] as? [String: Any])
        #expect(
            Set(summary.keys) == [
                "records", "valid", "invalid", "faults", "further_faults", "unknown_fields",
                "further_unknown_fields", "broken_rules",
            ])
        #expect((summary["faults"] as? [[String: Any]])?.count == kinds - beyond)
        #expect(summary["further_faults"] as? Int == beyond)
    }

    @Test(arguments: [
        (0, nil, 1, "f: 12,345 records, 0.0 MB/s"),
        (2_500_000, nil, 1, "f: 12,345 records, 2.5 MB/s"),
        (400_000_000, 1_000_000_000, 2, "f: 40 %, 12,345 records, 200 MB/s, 0:03 left"),
        (1_000_000, 10_000_000_000, 1, "f: 0 %, 12,345 records, 1.0 MB/s, 2:46:39 left"),
        (30_000_000, 20_000_000, 1, "f: 100 %, 12,345 records, 30 MB/s, 0:00 left"),
    ])
    func `Progress tells share, records, rate and what is left`(
        bytes: Int, size: Int?, seconds: Int, expected: String
    ) {
        let text = ProgressLine.text(
            "f", records: 12_345, bytes: bytes, of: size, after: .seconds(seconds))
        #expect(text == expected)
    }
}
