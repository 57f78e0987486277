extension Timestamp {
    /// The time at `start` if it has the usual form, `YYYY-MM-DDThh:mm:ss` with 0 to 9 digits of
    /// a second's fraction and `Z`, and where it ends. Nil for every other form and for times
    /// that are faulty or near the ends of the range; ``read(rfc3339:)`` judges those.
    static func plain(_ bytes: Span<UInt8>, _ start: Int) -> (time: Timestamp, end: Int)? {
        // A lower-case t may stand for the T.
        let hours = Word.load(bytes, start &+ 8) & ~(0x20 &<< 16)
        let seconds = Word.load(bytes, start &+ 16) & 0xFF_FFFF
        guard let date = pairs(Word.load(bytes, start), form: .date),
            let time = pairs(hours, form: .time), let tail = pairs(seconds, form: .seconds)
        else { return nil }
        let year = Int(date & 0xFF) &* 100 &+ Int(date &>> 16 & 0xFF)
        let month = Int(date &>> 40 & 0xFF)
        let day = Int(time & 0xFF)
        let hour = Int(time &>> 24 & 0xFF)
        let minute = Int(time &>> 48 & 0xFF)
        let second = Int(tail &>> 8 & 0xFF)
        guard 1678...2261 ~= year, 1...12 ~= month,
            day >= 1, day <= 28 || day <= length(ofMonth: month, year: year),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var at = start &+ 19
        guard let fraction = fraction(bytes, &at) else { return nil }
        guard at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "z") else { return nil }
        let days = days(year: year, month: month, day: day)
        let ofDay = (hour &* 60 &+ minute) &* 60 &+ second
        let nanoseconds = (days &* 86_400 &+ ofDay) &* 1_000_000_000 &+ fraction
        return (Timestamp(nanoseconds: Int64(nanoseconds)), at &+ 1)
    }

    /// Eight characters of a time: zeros where it has digits.
    private struct Form {
        let characters: UInt64
        /// What a legal byte, its character taken away, can be added to without reaching 128:
        /// 118 for a digit, 127 for others.
        let room: UInt64

        /// `0000-00-`
        static let date = Form(characters: 0x2D30_302D_3030_3030, room: 0x7F76_767F_7676_7676)
        /// `00T00:00`
        static let time = Form(characters: 0x3030_3A30_3054_3030, room: 0x7676_7F76_767F_7676)
        /// `:00`, and nothing behind it.
        static let seconds = Form(characters: 0x30_303A, room: 0x7F7F_7F7F_7F76_767F)
    }

    /// Ten times each digit and the next one, in the first one's byte; nil when the word has not
    /// the form.
    @inline(__always)
    private static func pairs(_ word: UInt64, form: Form) -> UInt64? {
        let digits = word ^ form.characters
        guard (digits &+ form.room | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
        return digits &* 10 &+ digits &>> 8
    }

    /// Nanoseconds of `.` and 1 to 9 digits; 0 when there is no point.
    @inline(__always)
    private static func fraction(_ bytes: Span<UInt8>, _ at: inout Int) -> Int? {
        guard at < bytes.count, bytes[at] == UInt8(ascii: ".") else { return 0 }
        at &+= 1
        let start = at
        var value = 0
        while at < bytes.count, at &- start < 10 {
            let digit = bytes[at] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            value = value &* 10 &+ Int(digit)
            at &+= 1
        }
        guard 1...9 ~= at &- start else { return nil }
        return value &* Int(NumberToken.powers[9 &- (at &- start)])
    }
}
