import Contracts
import Testing

@Suite struct PlaceTests {
    @Test(
        "a place is written as topic, partition and offset",
        arguments: [
            (Place(topic: "market_raw", partition: 3, offset: 1042), "market_raw/3/1042"),
            (Place(topic: "t", partition: 0, offset: 0), "t/0/0"),
            (Place(topic: "", partition: -1, offset: -1), "/-1/-1"),
            (
                Place(topic: "größer als fünfzehn Bytes", partition: .max, offset: .max),
                "größer als fünfzehn Bytes/2147483647/9223372036854775807"
            ),
            (
                Place(topic: "x", partition: .min, offset: .min),
                "x/-2147483648/-9223372036854775808"
            ),
        ])
    func text(_ place: Place, _ text: String) {
        #expect(place.description == text)
        var bytes = Array("before ".utf8)
        place.append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "before \(text)")
    }

    @Test("headers and copies of a batch hold the bytes that they were given")
    func headers() {
        var batch = RecordBatch()
        batch.append(topic: "in", partition: 1, offset: 7, key: "k".utf8, value: "v".utf8)
        batch.addHeader("text", "value")
        batch.addHeader("bytes", copying: [0, 255])
        batch.addHeader("source", write: batch.place(0).append)
        batch.addHeader("none", write: { _ in })
        var copy = RecordBatch()
        copy.append(topic: "other", key: nil as [UInt8]?, value: Array("x".utf8))
        copy.append(0, of: batch)
        #expect(copy.place(1) == batch.place(0))
        #expect(copy.keyText(1) == "k" && copy.valueText(1) == "v")
        #expect(copy.header(1, "text") == "value")
        #expect(copy.header(1, "source") == "in/1/7")
        #expect(copy.header(1, "none")?.isEmpty == true)
        let bytes = copy.headers[copy.records[1].headers][1].value
        #expect(Array(copy.bytes[bytes]) == [0, 255])
        #expect(copy.records[0].key == nil && copy.records[0].headers.isEmpty)
    }
}
