/// Reads the first fields of a record when they stand in the shape's order, as they nearly always
/// do: what is expected next is known without looking it up.
///
/// Each method reads the field of a place and its value. Where something else stands, or the value
/// is odd or faulty, nothing moves, and what is the matter is for ``RecordReader/next(_:_:_:)`` to
/// find out; those of fields that have to be there are false then. They are transparent, as a
/// function that calls some grows too large for the optimizer to inline them.
struct UsualReader {
    /// A bit for the place of each field that was read.
    private(set) var present: UInt64 = 0
    /// Of the field read last and one more; 0 when none was read.
    private(set) var next = 0

    /// What a record has to hold from a short lead on, so that a word of the value can be read.
    static let window = 24

    init(present: UInt64 = 0) { self.present = present }

    /// Goes on behind the value of the field.
    @_transparent
    mutating func pass(_ place: Int, _ rest: inout Span<UInt8>, _ bytes: Int) {
        rest = rest.extracting(droppingFirst: bytes)
        present |= 1 << UInt64(place)
        next = place &+ 1
    }

    /// The type that a record of the kind has to have.
    @_transparent
    mutating func type(
        _ kind: BytePattern, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>
    ) -> Bool {
        guard rest.count >= 16 + BytePattern.maxLength, leads[0].beginsShort(rest),
            kind.begins(rest.extracting(droppingFirst: leads[0].length))
        else { return false }
        pass(0, &rest, leads[0].length &+ kind.length)
        return true
    }

    @_transparent
    mutating func symbol(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, _ symbol: inout Symbol
    ) -> Bool {
        guard rest.count >= Self.window, leads[place].beginsShort(rest),
            rest[leads[place].length] == UInt8(ascii: "\"")
        else { return false }
        if let short = Symbol(shortUpToQuote: Word.whole(rest, leads[place].length &+ 1)) {
            symbol = short
            pass(place, &rest, leads[place].length &+ 2 &+ short.count)
            return true
        }
        guard let long = Symbol(upToQuote: rest, leads[place].length &+ 1, allowsBlank: false)
        else { return false }
        symbol = long
        pass(place, &rest, leads[place].length &+ 2 &+ long.count)
        return true
    }

    @_transparent
    mutating func timestamp(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>,
        _ minute: inout RecentMinute,
        _ time: inout Timestamp
    ) -> Bool {
        guard rest.count >= 16 + RecentMinute.window, leads[place].beginsShort(rest) else {
            return false
        }
        if let (nanoseconds, bytes) = minute.usual(
            rest.extracting(droppingFirst: leads[place].length))
        {
            time = Timestamp(nanoseconds: nanoseconds)
            pass(place, &rest, leads[place].length &+ bytes)
            return true
        }
        guard
            let (nanoseconds, end) = try? RecordReader.timestamp(rest, leads[place].length, &minute)
        else { return false }
        time = Timestamp(nanoseconds: nanoseconds)
        pass(place, &rest, end)
        return true
    }

    @_transparent
    mutating func decimal(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, _ bound: DecimalBound,
        _ value: inout Decimal9
    ) -> Bool {
        guard rest.count >= Self.window, leads[place].beginsShort(rest) else { return false }
        if let number = ShortNumber(Word.whole(rest, leads[place].length)) {
            value = Decimal9(nanos: number.nanos)
            guard number.nanos >= bound.least else { return false }
            pass(place, &rest, leads[place].length &+ number.count)
            return true
        }
        guard let (nanos, end) = try? RecordReader.longNanos(rest, leads[place].length),
            nanos >= bound.least
        else { return false }
        value = Decimal9(nanos: nanos)
        pass(place, &rest, end)
        return true
    }

    @_transparent
    mutating func integer(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, least: Int64,
        _ value: inout Int64
    ) -> Bool {
        guard
            rest.count >= 16 ? leads[place].beginsShort(rest) : leads[place].isNearEnd(rest)
        else { return false }
        if let number = ShortInteger(Word.load(rest, leads[place].length)) {
            value = number.value
            guard number.value >= least else { return false }
            pass(place, &rest, leads[place].length &+ number.count)
            return true
        }
        if let number = ShortInteger.eight(rest.extracting(droppingFirst: leads[place].length)) {
            value = number
            guard number >= least else { return false }
            pass(place, &rest, leads[place].length &+ 8)
            return true
        }
        guard let (long, end) = try? RecordReader.longInteger(rest, leads[place].length),
            long >= least
        else { return false }
        value = long
        pass(place, &rest, end)
        return true
    }
}
