import Testing
import YAMLConfig

@Suite struct YAMLDocumentTests {
    @Test(
        "documents become nodes",
        arguments: [
            ("a: 1\nb: [x, 'y', \"z\"]", "{a:1,b:[x,'y','z']}"),
            ("a:\n  - 1\n  - {b: c}\n", "{a:[1,{b:c}]}"),
            ("a: |\n  two\n  lines\n", "{a:'two\nlines\n'}"),
            ("a: !!str 5\nb: !!int '5'\nc: ! 5", "{a:'5',b:5,c:'5'}"),
            ("\u{FEFF}a: 1", "{a:1}"),
            ("a: 1\r\nb: ü\r\n", "{a:1,b:ü}"),
            ("--- \na: 1\n...\n", "{a:1}"),
            ("text", "text"),
            // Anchors and aliases; an anchor may be set again.
            ("a: &x [1]\nb: *x", "{a:[1],b:[1]}"),
            ("a: &x 1\nb: *x\nc: &x 2\nd: *x", "{a:1,b:1,c:2,d:2}"),
            ("a: &x [&x 1, *x]\nb: *x", "{a:[1,1],b:1}"),
            // Merge keys: own keys first, then earlier maps before later ones.
            ("a: &x {k: 1, l: 2}\nb: {<<: *x, l: 3}", "{a:{k:1,l:2},b:{l:3,k:1}}"),
            ("a: {<<: [{k: 1}, {k: 2, l: 3}]}", "{a:{k:1,l:3}}"),
            ("a: {'<<': {k: 1}}", "{a:{<<:{k:1}}}"),
        ])
    func nodes(text: String, expected: String) {
        let (root, faults) = parse(text)
        #expect(root?.outline == expected)
        #expect(faults.isEmpty)
    }

    @Test("an empty document is nothing", arguments: ["", "\n\n", "# remark\n", "\u{FEFF}"])
    func empty(text: String) {
        let (root, faults) = parse(text)
        #expect(root == nil)
        #expect(faults.isEmpty)
    }

    @Test("nodes know their places, in characters from 1")
    func places() throws {
        let (root, _) = parse("ü: {k: v}\nlist:\n  - 'é' \n  - b\nx: *a")
        #expect(root == nil || root?.place == SourcePlace(file: "f", line: 1, column: 1))
        let (good, _) = parse("ü: {k: v}\nlist:\n  - 'é' \n  - b\n")
        let entries = try #require(try good?.map())
        #expect(entries[0].value.place.description == "f:1:4")
        #expect(try entries[0].value.map()[0].keyPlace.description == "f:1:5")
        #expect(try entries[0].value.map()[0].value.place.description == "f:1:8")
        #expect(entries[1].keyPlace.description == "f:2:1")
        #expect(try entries[1].value.list().map(\.place.description) == ["f:3:5", "f:4:5"])
    }

    @Test(
        "what is wrong is told with its place",
        arguments: [
            ("a: 1\na: 2", "f:2:1", ConfigFault.Code.duplicateKey),
            ("a: {b: 1, c: 2, 'b': 3}", "f:1:17", .duplicateKey),
            ("a: [1, 2\n", "f:2:1", .syntax),
            ("a: b: c", "f:1:5", .syntax),
            ("a:\n\t- b", "f:2:1", .syntax),
            ("a: 'open\nb: 1\n", "f:3:1", .syntax),
            ("? [a, b]\n: 1", "f:1:3", .syntax),
            ("a: &k 1\n*k : 2", "f:2:1", .syntax),
            ("a: !color red", "f:1:4", .syntax),
            ("a: !!set {b}", "f:1:4", .syntax),
            ("a: 1\n---\nb: 2", "f:2:1", .syntax),
            ("a: *nowhere", "f:1:4", .alias),
            ("a: {<<: 5}", "f:1:9", .type),
            ("a: {<<: [{k: 1}, 5]}", "f:1:18", .type),
            ("a: \"x\\0y\"", "f:1:4", .encoding),
        ])
    func faults(text: String, place: String, code: ConfigFault.Code) {
        let (_, faults) = parse(text)
        #expect(faults.map(\.code) == [code])
        #expect(faults.first?.place.description == place)
        #expect(faults.first?.remedy.isEmpty == false)
    }

    @Test("several faults are told at once, syntax errors too")
    func several() {
        let (_, faults) = parse("a: 1\na: 2\nb: *c\nd: ${E}\nf: [\n")
        #expect(faults.map(\.code) == [.duplicateKey, .alias, .variable, .syntax])
        #expect(faults.map(\.place.line) == [2, 3, 4, 6])
    }

    @Test("an argument is exact text unless it begins like a flow collection or a quote")
    func arguments() throws {
        let place = SourcePlace.argument("--set a", number: 1)
        var faults: [ConfigFault] = []
        for (text, expected) in [
            ("#a: *b, c", "#a: *b, c"), ("[a, 'b']", "[a,'b']"), ("{k: [1]}", "{k:[1]}"),
            ("'5'", "'5'"), ("", ""), ("x=y", "x=y"),
        ] {
            let node = YAMLDocument.parseArgument(text, at: place, faults: &faults)
            #expect(node?.outline == expected)
            #expect(node?.place == place)
        }
        #expect(faults.isEmpty)
        #expect(YAMLDocument.parseArgument("[a", at: place, faults: &faults) == nil)
        #expect(faults.map(\.place) == [place])
    }

    @Test("a value is put at its path, and maps on the way are made")
    func replacing() {
        let value = YAMLDocumentTests.five
        let tree = parse("a: {b: 1}\nc: 2").root
        #expect(tree?.replacing(["a", "b"], with: value).outline == "{a:{b:5},c:2}")
        #expect(tree?.replacing(["a", "d", "e"], with: value).outline == "{a:{b:1,d:{e:5}},c:2}")
        #expect(tree?.replacing(["c", "d"], with: value).outline == "{a:{b:1},c:2}")
        #expect(parse("a:").root?.replacing(["a", "b"], with: value).outline == "{a:{b:5}}")
    }

    private static let five = YAMLNode(
        .scalar(YAMLScalar(text: "5", written: "5", isPlain: true)),
        at: .argument("--set x", number: 1))
}
