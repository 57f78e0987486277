/// A 128-bit hash that is the same in every process and release: SipHash-2-4 with 128-bit
/// output and a fixed key (Aumasson and Bernstein, 2012). Identifiers are made from it.
public struct StableHash: Sendable {
    private var v0: UInt64 = 0x736F_6D65_7073_6575
    private var v1: UInt64 = 0x646F_7261_6E64_6F6D ^ 0xEE
    private var v2: UInt64 = 0x6C79_6765_6E65_7261
    private var v3: UInt64 = 0x7465_6462_7974_6573
    private var tail: UInt64 = 0
    private var length: UInt64 = 0

    public init() {}

    public mutating func combine(_ byte: UInt8) {
        tail |= UInt64(byte) << (8 * (length & 7))
        length &+= 1
        if length & 7 == 0 {
            compress(tail)
            tail = 0
        }
    }

    /// Little-endian bytes of the word.
    public mutating func combine(_ word: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) {
            combine(UInt8(truncatingIfNeeded: word >> shift))
        }
    }

    /// The length, then the UTF-8: two strings never run together.
    public mutating func combine(_ text: String) {
        combine(UInt64(text.utf8.count))
        for byte in text.utf8 { combine(byte) }
    }

    public consuming func finalize() -> (high: UInt64, low: UInt64) {
        compress(tail | (length & 0xFF) << 56)
        v2 ^= 0xEE
        for _ in 0..<4 { round() }
        let low = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<4 { round() }
        return (v0 ^ v1 ^ v2 ^ v3, low)
    }

    private mutating func compress(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    private mutating func round() {
        v0 = v0 &+ v1
        v1 = rotate(v1, 13) ^ v0
        v0 = rotate(v0, 32)
        v2 = v2 &+ v3
        v3 = rotate(v3, 16) ^ v2
        v0 = v0 &+ v3
        v3 = rotate(v3, 21) ^ v0
        v2 = v2 &+ v1
        v1 = rotate(v1, 17) ^ v2
        v2 = rotate(v2, 32)
    }

    private func rotate(_ word: UInt64, _ bits: UInt64) -> UInt64 {
        word << bits | word >> (64 - bits)
    }
}

extension MessageID {
    /// An identifier that is a pure function of what `feed` puts into the hash.
    public init(hashing feed: (inout StableHash) -> Void) {
        var hash = StableHash()
        feed(&hash)
        let (high, low) = hash.finalize()
        self.init(hashHigh: high, hashLow: low)
    }
}
