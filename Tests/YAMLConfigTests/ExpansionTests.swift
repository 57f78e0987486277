import Testing
import YAMLConfig

@Suite struct ExpansionTests {
    private static let environment = [
        "HOST": "kafka", "PORT": "9092", "EMPTY": "", "CREDENTIALS_DIRECTORY": "/c",
    ]
    private static let files = ["/c/pw": "s3cret\n", "/c/crlf": "x\r\n", "/c/two": "a\n\n"]

    @Test(
        "variables expand inside text",
        arguments: [
            ("${HOST}:${PORT}", "kafka:9092"), ("${NONE:-other}", "other"),
            ("${EMPTY:-other}", "other"), ("${EMPTY}", ""), ("${NONE:-}", ""),
            ("$${HOST}", "${HOST}"), ("$$${HOST}", "$${HOST}"), ("$HOST $ $$", "$HOST $ $$"),
            ("${NONE:-a:-b}", "a:-b"), ("${credential:pw}", "s3cret"),
            ("u:${credential:crlf}", "u:x"), ("${credential:two}", "a\n"),
        ])
    func expand(text: String, expected: String) throws {
        for quote in ["'", "\""] {
            let (root, faults) = parse(
                "a: \(quote)\(text)\(quote)", environment: Self.environment, files: Self.files)
            #expect(faults.isEmpty)
            #expect(try root?.map()[0].value.text() == expected)
        }
    }

    @Test("credentials are marked secret, and what is written stays as it was")
    func marks() throws {
        let (root, _) = parse(
            "[x, '${HOST}', '${credential:pw}']", environment: Self.environment,
            files: Self.files)
        let items = try #require(try root?.list())
        #expect(items.map(\.isSecret) == [false, false, true])
        #expect(items[2].shown == "\"${credential:pw}\"")
    }

    @Test("a variable's text is no YAML of its own, and keys are not expanded")
    func noYAML() throws {
        let (root, faults) = parse(
            "${X}: ${X}", environment: ["X": "[a, b: c] # *d\n- e"])
        #expect(faults.isEmpty)
        #expect(root?.outline == "{${X}:[a, b: c] # *d\n- e}")
    }

    @Test(
        "what cannot be expanded is told at its place, without the text around it",
        arguments: [
            ("${NONE}", "the environment variable NONE is not set"),
            ("${HOST", "a ${ has no closing }"),
            ("${}", "${ is not followed by a variable's name"),
            ("${1A}", "${ is not followed by a variable's name"),
            ("${A B}", "${ is not followed by a variable's name"),
            ("${HOST:=x}", "${ is not followed by a variable's name"),
            ("${A:-${B}}", "${ is not followed by a variable's name"),
            ("${credential:gone}", "the credential gone cannot be read: no such file"),
            ("${credential:../pw}", "${credential: is not followed by a credential's name"),
            ("${credential:a/pw}", "${credential: is not followed by a credential's name"),
            ("${credential:..}", "${credential: is not followed by a credential's name"),
            ("${credential:}", "${credential: is not followed by a credential's name"),
            ("${credential:pw:-x}", "${credential: is not followed by a credential's name"),
        ])
    func faults(text: String, message: String) {
        let (root, faults) = parse(
            "k: 1\na: 'hunter2 \(text)'", environment: Self.environment, files: Self.files)
        #expect(root?.isBroken == true)
        #expect(faults.map(\.message) == [message])
        #expect(faults.first?.place.description == "f:2:4")
        #expect(faults.first?.description.contains("hunter2") == false)
    }

    @Test("without a credentials directory there are no credentials")
    func noDirectory() {
        let (_, faults) = parse("a: ${credential:pw}")
        #expect(faults.first?.message.contains("CREDENTIALS_DIRECTORY is not set") == true)
    }
}
