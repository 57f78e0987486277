/// JSON laid out for reading; numbers and strings stay as they are written.
enum PrettyJSON {
    /// An array of plain values up to so many bytes stays on one line.
    private static let lineMax = 72
    private static let quote = UInt8(ascii: "\"")

    /// The lines of a valid JSON text.
    static func lines(_ json: ArraySlice<UInt8>) -> [String] {
        var text: [UInt8] = []
        var depth = 0
        var at = json.startIndex
        func newLine() {
            text.append(UInt8(ascii: "\n"))
            text.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
        }
        while at < json.endIndex {
            let byte = json[at]
            switch byte {
            case quote:
                let end = stringEnd(json, at)
                text.append(contentsOf: json[at..<end])
                at = end
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                if let (short, end) = short(json, at) {
                    text.append(contentsOf: short)
                    at = end
                    continue
                }
                text.append(byte)
                depth += 1
                newLine()
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                newLine()
                text.append(byte)
            case UInt8(ascii: ","):
                text.append(byte)
                newLine()
            case UInt8(ascii: ":"): text.append(contentsOf: ": ".utf8)
            case 0...0x20: break
            default: text.append(byte)
            }
            at += 1
        }
        return text.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    }

    /// An empty object, or a short array without others in it, and where it ends.
    private static func short(
        _ json: ArraySlice<UInt8>, _ start: Int
    ) -> (text: [UInt8], end: Int)? {
        let isArray = json[start] == UInt8(ascii: "[")
        let close = isArray ? UInt8(ascii: "]") : UInt8(ascii: "}")
        var text = [json[start]]
        var at = start + 1
        while at < json.endIndex, text.count < lineMax {
            let byte = json[at]
            switch byte {
            case close: return (text + [close], at + 1)
            case 0...0x20: break
            case _ where !isArray: return nil
            case UInt8(ascii: "["), UInt8(ascii: "{"): return nil
            case UInt8(ascii: ","): text.append(contentsOf: ", ".utf8)
            case quote:
                let end = stringEnd(json, at)
                text.append(contentsOf: json[at..<end])
                at = end
                continue
            default: text.append(byte)
            }
            at += 1
        }
        return nil
    }

    private static func stringEnd(_ json: ArraySlice<UInt8>, _ start: Int) -> Int {
        var at = start + 1
        while at < json.endIndex, json[at] != quote {
            at += json[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(at + 1, json.endIndex)
    }
}
