import Contracts
import Testing

@Suite struct AnyJSONTests {
    @Test(
        arguments: [
            ("{}", true), (" [1, {\"a\": null}]\n", true), ("{\"a\":1}", true), ("12", false),
            ("\"a\"", false), ("", false), ("{", false), ("{} x", false), ("{\"a\":1,}", false),
            ("{\"a\":1,\"a\":1}", false), ("[NaN]", false),
            (String(repeating: "[", count: 16) + String(repeating: "]", count: 16), true),
            (String(repeating: "[", count: 17) + String(repeating: "]", count: 17), false),
            ("[\"\u{1}\"]", false),
        ])
    func `An object or an array that a record could be`(text: String, isContainer: Bool) {
        let bytes = Array(text.utf8)
        let found = AnyJSON.isContainer(bytes.span)
        #expect(found == isContainer)
    }

    @Test func `Bytes that are not UTF-8 are no JSON`() {
        let bytes: [UInt8] = [0x5B, 0x22, 0xFF, 0x22, 0x5D]
        let found = AnyJSON.isContainer(bytes.span)
        #expect(!found)
    }
}
