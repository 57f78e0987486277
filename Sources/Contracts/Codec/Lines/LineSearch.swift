/// Line ends (LF) in text, found eight bytes at a time.
extension Span<UInt8> {
    /// How many line ends there are.
    public var lineEnds: Int {
        var total = 0
        var i = 0
        while i &+ 8 <= count {
            let x = word(i) ^ 0x0A0A_0A0A_0A0A_0A0A
            // The top bit of each byte that is not zero; no carry leaves its byte.
            let others = ((x & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7F7F_7F7F_7F7F_7F7F) | x
            total &+= (~others & 0x8080_8080_8080_8080).nonzeroBitCount
            i &+= 8
        }
        while i < count {
            if self[i] == UInt8(ascii: "\n") { total &+= 1 }
            i &+= 1
        }
        return total
    }

    /// The place of the first line end at or after `start`.
    public func lineEnd(from start: Int) -> Int? {
        var i = start
        while i &+ 8 <= count {
            let x = word(i) ^ 0x0A0A_0A0A_0A0A_0A0A
            // The lowest bit found belongs to the first zero byte (Mycroft 1987).
            let found = (x &- 0x0101_0101_0101_0101) & ~x & 0x8080_8080_8080_8080
            if found != 0 { return i &+ (found.trailingZeroBitCount &>> 3) }
            i &+= 8
        }
        while i < count {
            if self[i] == UInt8(ascii: "\n") { return i }
            i &+= 1
        }
        return nil
    }

    /// The place of the last line end.
    public var lastLineEnd: Int? {
        var i = count
        while i > 0 {
            i &-= 1
            if self[i] == UInt8(ascii: "\n") { return i }
        }
        return nil
    }

    /// Eight bytes, the first one lowest; the compiler makes one load of them.
    @inline(__always)
    private func word(_ start: Int) -> UInt64 {
        let part = extracting(start..<(start &+ 8))
        let low =
            UInt64(part[0]) | UInt64(part[1]) << 8 | UInt64(part[2]) << 16
            | UInt64(part[3]) << 24
        let high =
            UInt64(part[4]) | UInt64(part[5]) << 8 | UInt64(part[6]) << 16
            | UInt64(part[7]) << 24
        return low | high << 32
    }
}
