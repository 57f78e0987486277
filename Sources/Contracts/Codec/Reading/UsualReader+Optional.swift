/// Fields that may be absent.
extension UsualReader {
    /// Whether what leads to a field that may be absent, and has not been read, stands here.
    @_transparent
    private func leads(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: Span<UInt8>
    ) -> Bool {
        present & 1 << UInt64(place) == 0
            && (rest.count > BytePattern.maxLength
                ? leads[place].beginsLong(rest) : leads[place].isNearEnd(rest))
    }

    @_transparent
    mutating func choice<C: WireChoice>(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, _ value: inout C
    ) {
        guard self.leads(place, leads, rest) else { return }
        let length = leads[place].length
        guard let (choice, end) = C.wire.find(rest, length) else { return }
        value = choice
        pass(place, &rest, end)
    }

    @_transparent
    mutating func double(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, _ value: inout Double
    ) {
        guard self.leads(place, leads, rest) else { return }
        let length = leads[place].length
        guard let number = ShortNumber(Word.load(rest, length)) else { return }
        value = Double(decimal: number.mantissa, exponent: 0 &- number.places)
        pass(place, &rest, length &+ number.count)
    }

    @_transparent
    mutating func count(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, _ value: inout Int64?
    ) {
        guard self.leads(place, leads, rest) else { return }
        let length = leads[place].length
        guard let number = ShortInteger(Word.load(rest, length)) else { return }
        value = number.value
        pass(place, &rest, length &+ number.count)
    }

    @_transparent
    mutating func text(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>, most: Int,
        _ strings: borrowing StringPool, _ value: inout String?
    ) {
        guard self.leads(place, leads, rest) else { return }
        let length = leads[place].length
        guard let (text, end) = strings.known(rest, length), end &- length &- 2 <= most
        else { return }
        value = text
        pass(place, &rest, end)
    }

    @_transparent
    mutating func currency(
        _ place: Int, _ leads: Span<BytePattern>, _ rest: inout Span<UInt8>,
        _ strings: borrowing StringPool, _ value: inout String
    ) {
        guard self.leads(place, leads, rest) else { return }
        let length = leads[place].length
        if Word.load(rest, length) & 0xFF_FFFF_FFFF == Self.dollar {
            value = "USD"
            pass(place, &rest, length &+ 5)
            return
        }
        guard let (text, end) = strings.known(rest, length), end == length &+ 5,
            Self.isLetter(rest[length &+ 1]), Self.isLetter(rest[length &+ 2]),
            Self.isLetter(rest[length &+ 3])
        else { return }
        value = text
        pass(place, &rest, end)
    }

    /// `"USD"`, in its quotes.
    @_transparent
    private static var dollar: UInt64 { 0x22_4453_5522 }

    @_transparent
    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }
}
