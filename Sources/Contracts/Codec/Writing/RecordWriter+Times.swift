extension RecordWriter {
    /// Bytes at most: `2262-04-11T23:47:16.854775807Z`.
    static let timeMax = 30

    @inline(__always)
    mutating func write(_ field: Field, _ value: Timestamp, _ room: inout MutableSpan<UInt8>) {
        key(field, &room)
        byte("\"", &room)
        time(value, &room)
        byte("\"", &room)
    }

    /// RFC 3339 with `Z` and the shortest fraction of 0, 3, 6 or 9 digits.
    @inline(__always)
    mutating func time(_ value: Timestamp, _ room: inout MutableSpan<UInt8>) {
        let (days, ofDay) = value.nanoseconds.flooredDivision(by: 86_400_000_000_000)
        let (date, day) = Self.date(days: days)
        let (second, fraction) = UInt64(ofDay).quotientAndRemainder(dividingBy: 1_000_000_000)
        let (minute, seconds) = second.quotientAndRemainder(dividingBy: 60)
        let (hour, minutes) = minute.quotientAndRemainder(dividingBy: 60)
        Self.store(Form.date.text(date), at, &room)
        Self.store(Form.time.text(day | hour &<< 24 | minutes &<< 48), at &+ 8, &room)
        Self.store(Form.seconds.text(seconds &<< 8), at &+ 16, &room)
        at &+= 20
        guard fraction != 0 else { return }
        let (eight, last) = fraction.quotientAndRemainder(dividingBy: 10)
        let digits = eight.eightDigits
        room[at &- 1] = UInt8(ascii: ".")
        Self.store(digits | Self.zeros, at, &room)
        room[at &+ 8] = UInt8(ascii: "0") | UInt8(truncatingIfNeeded: last)
        let places = last != 0 ? 9 : 8 &- digits.leadingZeroBitCount &>> 3
        at &+= places > 6 ? 9 : places > 3 ? 6 : 3
        byte("Z", &room)
    }

    /// Eight characters of a time: zeros where it has digits.
    private struct Form {
        let characters: UInt64
        /// The bits of the first digit of each pair.
        let tens: UInt64

        /// `0000-00-`
        static var date: Form {
            Form(characters: 0x2D30_302D_3030_3030, tens: 0x0F00_000F_000F)
        }
        /// `00T00:00`
        static var time: Form {
            Form(characters: 0x3030_3A30_3054_3030, tens: 0x000F_0000_0F00_000F)
        }
        /// `:00Z`, and nothing behind it.
        static var seconds: Form { Form(characters: 0x5A30_303A, tens: 0x0F00) }

        /// With numbers below 100, each in the byte of its first digit, as digits. 103 ÷ 2^10
        /// is 1 ÷ 10 as far as 99 can tell.
        @inline(__always)
        func text(_ numbers: UInt64) -> UInt64 {
            let tens = (numbers &* 103) &>> 10 & tens
            return characters | tens | (numbers &- tens &* 10) &<< 8
        }
    }

    /// The date of a day since 1970: the century, the year in it and the month as
    /// ``Form/date`` wants them, and the day of the month.
    ///
    /// C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar
    /// algorithms" (2022), figure 3: years begin in March, and quotients of linear functions by
    /// 2^16 and 2^32 count months and years.
    @inline(__always)
    private static func date(days: Int64) -> (date: UInt64, day: UInt64) {
        let quarters = UInt64(truncatingIfNeeded: 4 &* (days &+ 719_468) &+ 3)
        let (century, ofCentury) = quarters.quotientAndRemainder(dividingBy: 146_097)
        let scaled = (ofCentury | 3) &* 2_939_745
        let ofYear = (scaled & 0xFFFF_FFFF) / 2_939_745 / 4
        let months = 2141 &* ofYear &+ 197_913
        let day = (months & 0xFFFF) / 2141 &+ 1
        let isNextYear = ofYear >= 306
        let month = months &>> 16 &- (isNextYear ? 12 : 0)
        let year = scaled &>> 32 &+ (isNextYear ? 1 : 0)
        let isNextCentury = year == 100
        let first = century &+ (isNextCentury ? 1 : 0)
        return (first | (isNextCentury ? 0 : year) &<< 16 | month &<< 40, day)
    }
}
