extension Timestamp: CustomStringConvertible {
    /// From RFC 3339 with `Z` or an offset and 0 to 9 fractional digits; nil when the text has
    /// another form, names no real moment or lies outside 64 bits of nanoseconds.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let timestamp = Self.read(rfc3339: bytes.span).timestamp else { return nil }
        self = timestamp
    }

    /// RFC 3339 with `Z` and the shortest fraction of 0, 3, 6 or 9 digits.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the form of ``description``.
    public func append(to bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: RecordWriter.timeMax)
        var room = bytes.mutableSpan
        writer.time(self, &room)
        writer.finish(&bytes)
    }

    enum Reading: Equatable {
        case value(Timestamp)
        case malformed
        /// Well formed, but more than 64 bits of nanoseconds from 1970.
        case outside

        var timestamp: Timestamp? {
            guard case .value(let timestamp) = self else { return nil }
            return timestamp
        }
    }

    static func read(rfc3339 text: Span<UInt8>) -> Reading {
        guard text.count >= 20,
            let year = digits(text, 0, 4), text[4] == UInt8(ascii: "-"),
            let month = digits(text, 5, 2), text[7] == UInt8(ascii: "-"),
            let day = digits(text, 8, 2), text[10] | 0x20 == UInt8(ascii: "t"),
            let hour = digits(text, 11, 2), text[13] == UInt8(ascii: ":"),
            let minute = digits(text, 14, 2), text[16] == UInt8(ascii: ":"),
            let second = digits(text, 17, 2),
            1...12 ~= month, day >= 1, day <= length(ofMonth: month, year: year),
            hour < 24, minute < 60, second < 60
        else { return .malformed }
        var at = 19
        guard let fraction = fraction(text, &at), let offset = offset(text, &at),
            at == text.count
        else { return .malformed }
        // One day of offset does not lead from outside these years to inside the range.
        guard 1677...2262 ~= year else { return .outside }
        let days = days(year: year, month: month, day: day)
        let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + second
        let nanoseconds = Int128(seconds) * 1_000_000_000 + Int128(fraction)
        guard let kept = Int64(exactly: nanoseconds) else { return .outside }
        return .value(Timestamp(nanoseconds: kept))
    }

    private static func digits(_ text: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
        var value = 0
        for i in start..<(start + count) {
            let digit = text[i] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// Nanoseconds of `.` and 1 to 9 digits; 0 when there is no point.
    private static func fraction(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
        guard text[at] == UInt8(ascii: ".") else { return 0 }
        at += 1
        let start = at
        var value = 0
        while at < text.count, at - start < 10 {
            let digit = text[at] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value * 10 + Int(digit)
            at += 1
        }
        guard 1...9 ~= at - start else { return nil }
        return value * Int(NumberToken.powers[9 - (at - start)])
    }

    /// Minutes east of UTC: `Z` or `±hh:mm` up to 23:59.
    private static func offset(_ text: Span<UInt8>, _ at: inout Int) -> Int? {
        guard at < text.count else { return nil }
        let sign = text[at]
        at += 1
        if sign | 0x20 == UInt8(ascii: "z") { return 0 }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"), text.count - at == 5,
            let hours = digits(text, at, 2), text[at + 2] == UInt8(ascii: ":"),
            let minutes = digits(text, at + 3, 2), hours < 24, minutes < 60
        else { return nil }
        at += 5
        return sign == UInt8(ascii: "-") ? -(hours * 60 + minutes) : hours * 60 + minutes
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 1970 of a date of the proleptic Gregorian calendar. The year is taken to begin
    /// in March, so that the leap day is its last; 153 days are five months of 31 and 30.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month < 3 ? year - 1 : year
        let marchMonth = month < 3 ? month + 9 : month - 3
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + (153 * marchMonth + 2) / 5 + day - 1 - 719_468
    }
}

extension Int64 {
    /// The quotient rounded toward −∞ and the remainder, 0 or above, for a positive divisor.
    func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
