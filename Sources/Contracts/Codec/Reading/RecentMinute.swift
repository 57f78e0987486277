/// The minute of the time that was read last: the times of records one behind the other mostly
/// lie in the same one.
struct RecentMinute: Sendable {
    /// `YYYY-MM-DDThh:mm`, as it stood in the record; at first the minute in which 1970 began, so
    /// that it is never anything but a minute.
    private var date: UInt64 = 0x2D31_302D_3037_3931
    private var time: UInt64 = 0x3030_3A30_3054_3130
    /// Since 1970.
    private var nanoseconds: Int64 = 0

    /// Nanoseconds since 1970 of the time at `start` if it has the usual form,
    /// `YYYY-MM-DDThh:mm:ss` with 0 to 9 digits of a second's fraction and `Z` or `+00:00`, and
    /// where it ends. Nil for every other form and for times that are faulty or near the ends of
    /// the range; ``Timestamp/read(rfc3339:)`` judges those.
    @inline(__always)
    mutating func plain(
        _ bytes: Span<UInt8>, _ start: Int
    ) -> (nanoseconds: Int64, end: Int)? {
        let (date, time) = (Word.load(bytes, start), Word.load(bytes, start &+ 8))
        if date != self.date || time != self.time {
            guard let minute = Self.minute(date, time) else { return nil }
            self = minute
        }
        let word = Word.load(bytes, start &+ 16)
        guard let digits = Self.pairs(word & 0xFF_FFFF, form: .seconds) else { return nil }
        let second = Int64(digits &>> 8 & 0xFF)
        guard second < 60 else { return nil }
        var nanoseconds = nanoseconds &+ second &* 1_000_000_000
        var (zone, at) = (word &>> 24, start &+ 19)
        if zone & 0xFF == UInt64(UInt8(ascii: ".")) {
            guard let fraction = Self.fraction(bytes, &at) else { return nil }
            nanoseconds &+= fraction
            zone = Word.load(bytes, at)
        }
        if zone & 0xDF == UInt64(UInt8(ascii: "Z")) { return (nanoseconds, at &+ 1) }
        // `+00:00`
        guard Word.load(bytes, at) & 0xFFFF_FFFF_FFFF == 0x3030_3A30_302B else { return nil }
        return (nanoseconds, at &+ 6)
    }

    /// What a record has to hold from a time's opening quote on for ``usual(_:)``.
    static let window = 32

    /// Nanoseconds since 1970 of the time in quotes that the bytes, enough of them, begin with if
    /// it lies in the same minute, has no fraction of a second and ends in `Z` or `+00:00`, and how
    /// many bytes it takes.
    @_transparent
    func usual(_ bytes: Span<UInt8>) -> (nanoseconds: Int64, count: Int)? {
        let word = Word.whole(bytes, 17)
        guard bytes[0] == UInt8(ascii: "\""),
            (Word.whole(bytes, 1) ^ date) | (Word.whole(bytes, 9) ^ time) == 0,
            let digits = Self.pairs(word & 0xFF_FFFF, form: .seconds)
        else { return nil }
        let second = Int64(truncatingIfNeeded: digits &>> 8 & 0xFF)
        guard second < 60 else { return nil }
        let nanoseconds = nanoseconds &+ second &* 1_000_000_000
        // `Z"`
        if word &>> 24 & 0xFFFF == 0x225A { return (nanoseconds, 22) }
        // `+00:00"`
        guard Word.whole(bytes, 20) & 0xFF_FFFF_FFFF_FFFF == 0x22_3030_3A30_302B
        else { return nil }
        return (nanoseconds, 27)
    }

    @inline(never)
    private static func minute(_ date: UInt64, _ time: UInt64) -> RecentMinute? {
        // A lower-case t may stand for the T.
        guard let dates = pairs(date, form: .date),
            let times = pairs(time & ~(0x20 &<< 16), form: .time)
        else { return nil }
        let year = Int(dates & 0xFF) &* 100 &+ Int(dates &>> 16 & 0xFF)
        let month = Int(dates &>> 40 & 0xFF)
        let day = Int(times & 0xFF)
        let hour = Int(times &>> 24 & 0xFF)
        let minute = Int(times &>> 48 & 0xFF)
        guard 1678...2261 ~= year, 1...12 ~= month, day >= 1,
            day <= 28 || day <= Timestamp.length(ofMonth: month, year: year), hour < 24, minute < 60
        else { return nil }
        let days = Timestamp.days(year: year, month: month, day: day)
        let minutes = (days &* 24 &+ hour) &* 60 &+ minute
        return RecentMinute(
            date: date, time: time, nanoseconds: Int64(minutes) &* 60_000_000_000)
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
    @_transparent
    private static func pairs(_ word: UInt64, form: Form) -> UInt64? {
        let digits = word ^ form.characters
        guard (digits &+ form.room | digits) & 0x8080_8080_8080_8080 == 0 else { return nil }
        return digits &* 10 &+ digits &>> 8
    }

    /// Nanoseconds of the point at `at` and 1 to 8 digits behind it, or 9.
    @inline(__always)
    private static func fraction(_ bytes: Span<UInt8>, _ at: inout Int) -> Int64? {
        let word = Word.load(bytes, at &+ 1)
        let count = Word.place(Word.others(word))
        guard count > 0 else { return nil }
        at &+= 1 &+ count
        let value = Word.decimal(word, count) &* NumberToken.powers[9 &- count]
        guard count == 8, at < bytes.count else { return Int64(truncatingIfNeeded: value) }
        let last = bytes[at] &- UInt8(ascii: "0")
        guard last < 10 else { return Int64(truncatingIfNeeded: value) }
        at &+= 1
        return Int64(truncatingIfNeeded: value &+ UInt64(last))
    }
}
