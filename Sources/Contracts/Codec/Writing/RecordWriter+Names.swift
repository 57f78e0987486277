extension RecordWriter {
    @inline(__always)
    mutating func write(_ field: Field, _ value: Symbol, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        byte("\"", &room)
        symbol(value, &room)
        byte("\"", &room)
    }

    @inline(__always)
    mutating func write(_ field: Field, _ value: MessageID, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        byte("\"", &room)
        id(value, &room)
        byte("\"", &room)
    }

    @inline(__always)
    mutating func symbol(_ value: Symbol, _ room: inout MutableSpan<UInt8>) {
        Self.store(value.high.byteSwapped, at, &room)
        Self.store(value.middle.byteSwapped, at &+ 8, &room)
        Self.store(value.low.byteSwapped, at &+ 16, &room)
        at &+= value.count
    }

    /// The 36 bytes of a UUID, lower-case and hyphenated.
    @inline(__always)
    mutating func id(_ value: MessageID, _ room: inout MutableSpan<UInt8>) {
        let middle = Self.hexadecimal(value.high & 0xFFFF_FFFF)
        let fourth = Self.hexadecimal(value.low &>> 32)
        Self.store(Self.hexadecimal(value.high &>> 32), at, &room)
        // Each later store mends what the one before it wrote too far.
        Self.store(Self.hyphen | middle &<< 8, at &+ 8, &room)
        Self.store(Self.hyphen | middle &>> 24 & ~0xFF, at &+ 13, &room)
        Self.store(Self.hyphen | fourth &<< 8, at &+ 18, &room)
        Self.store(Self.hyphen | fourth &>> 24 & ~0xFF, at &+ 23, &room)
        Self.store(Self.hexadecimal(value.low & 0xFFFF_FFFF), at &+ 28, &room)
        at &+= 36
    }

    /// The eight digits of a number of 32 bits, the first in the lowest byte.
    @inline(__always)
    private static func hexadecimal(_ value: UInt64) -> UInt64 {
        // The highest half to the lowest place; then each byte's, each half byte's.
        let halves = value &>> 16 | (value & 0xFFFF) &<< 32
        let bytes = halves &>> 8 & 0x0000_00FF_0000_00FF | (halves & 0x0000_00FF_0000_00FF) &<< 16
        let digits = bytes &>> 4 & 0x000F_000F_000F_000F | (bytes & 0x000F_000F_000F_000F) &<< 8
        let letters = (digits &+ Word.repeating(6)) &>> 4 & Word.repeating(1)
        return digits &+ zeros &+ letters &* 0x27
    }

    private static var hyphen: UInt64 { 0x2D }
}
