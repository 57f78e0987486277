import Testing
import YAMLConfig

@Suite struct NamesTests {
    @Test(
        "the nearest name",
        arguments: [
            ("gruop_id", "group_id"), ("groupId", "group_id"), ("group-id", "group_id"),
            ("bootstrap.servers", "bootstrap_servers"), ("grp_id", "group_id"),
            ("GROUP_ID", "group_id"), ("bootstrap_server", "bootstrap_servers"),
        ])
    func nearest(name: String, expected: String) {
        #expect(NearestName.find(name, in: ["bootstrap_servers", "group_id"]) == expected)
    }

    @Test("nothing is near to another word", arguments: ["colour", "", "___", "id"])
    func far(name: String) {
        #expect(NearestName.find(name, in: ["bootstrap_servers", "group_id"]) == nil)
    }

    @Test("scalars are read back as they were written, whatever they hold")
    func roundTrip() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = SeededRandom(seed: seed)
        let letters = "ab${}:#'\"\\ \n\t-?[],*&!|>%@`\u{85}\u{2028}é\u{1F600}\u{7F}"
        let pool = Array(letters.unicodeScalars)
        let fixed = ["", "true", "No", "null", "~", "12", "1e5", "- a", "a: b", "${X}", "$${X}"]
        let drawn = (0..<500).map { _ in
            var text = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                text.append(pool.randomElement(using: &random)!)
            }
            return String(text)
        }
        for text in fixed + drawn {
            let (root, faults) = parse("[\(YAMLText.scalar(text))]")
            #expect(faults.isEmpty, "\(text.debugDescription)")
            let back = try root?.list().first?.text()
            let isSame = back?.unicodeScalars.elementsEqual(text.unicodeScalars)
            #expect(isSame == true, "seed \(seed): \(text.debugDescription)")
        }
    }
}
