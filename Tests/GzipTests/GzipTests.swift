import Testing

@testable import Gzip

@Suite struct GzipTests {
    /// Decompresses in steps of so many bytes in and out.
    private func inflate(_ bytes: [UInt8], in inBytes: Int, out outBytes: Int) throws(GzipFault)
        -> (text: [UInt8], isComplete: Bool)
    {
        var inflater = try Inflater()
        var buffer = [UInt8](repeating: 0, count: outBytes)
        var text: [UInt8] = []
        var at = 0
        while at < bytes.count {
            let end = min(bytes.count, at + inBytes)
            let step = try inflater.step(bytes, at..<end, into: &buffer, 0..<outBytes)
            at += step.consumed
            text += buffer[..<step.produced]
        }
        return (text, inflater.isComplete)
    }

    private func members(_ texts: [[UInt8]]) throws -> [UInt8] {
        var deflater = try Deflater()
        var bytes: [UInt8] = []
        for text in texts { deflater.member(text, to: &bytes) }
        return bytes
    }

    @Test(arguments: [(1, 100), (7, 3), (1000, 1), (1 << 20, 1 << 16)])
    func `What was compressed comes back, member after member`(sizes: (Int, Int)) throws {
        let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        let texts = [Array("first".utf8), [], long, Array("last\n".utf8)]
        let few = sizes.1 == 1 || sizes.0 == 1 ? [texts[0], texts[1], texts[3]] : texts
        let (text, isComplete) = try inflate(
            members(few), in: sizes.0, out: sizes.1)
        #expect(text == few.flatMap(\.self))
        #expect(isComplete)
    }

    @Test func `A cut is not the end`() throws {
        let whole = try members([Array("0123456789".utf8)])
        for count in 1..<whole.count {
            let (_, isComplete) = try inflate(Array(whole[..<count]), in: 100, out: 100)
            #expect(!isComplete)
        }
    }

    @Test func `Every changed byte behind the header is noticed`() throws {
        let whole = try members([Array("tick tock tick tock".utf8)])
        for index in 10..<whole.count {
            var bytes = whole
            bytes[index] ^= 0x10
            let result = Result { try inflate(bytes, in: 100, out: 100) }
            if case .success(let (text, isComplete)) = result {
                #expect(!isComplete, "byte \(index) gave \(text)")
            }
        }
    }

    @Test func `A wrong CRC is told as such`() throws {
        var bytes = try members([Array("tick".utf8)])
        bytes[bytes.count - 8] ^= 1
        #expect(throws: GzipFault.corrupt("incorrect data check")) {
            try inflate(bytes, in: 100, out: 100)
        }
    }

    @Test func `Only gzip looks like gzip`() throws {
        let bytes = try members([[1]])
        let isKnown = [bytes, Array("ts_ns,px".utf8), [0x1F, 0x8B]].map {
            Inflater.recognises($0.span)
        }
        #expect(isKnown == [true, false, false])
    }
}
