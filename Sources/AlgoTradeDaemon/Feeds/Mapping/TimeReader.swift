import Contracts

/// Reads a column of times, exact to the nanosecond.
struct TimeReader: Sendable {
    let form: TimeForm
    /// The date read last, and when it begins.
    private var date: InlineArray<10, UInt8> = .init(repeating: 0)
    private var dateStart: Int64 = 0

    init(_ form: TimeForm) {
        self.form = form
    }

    /// Nil when the text is no time of that form.
    mutating func read(_ text: Span<UInt8>) -> Timestamp? {
        switch form {
        case .ns, .us, .ms, .s: count(text, places: form.places ?? 0)
        case .date:
            text.count == 10 ? midnight(text).map { Self.at($0, 21 * 3_600_000_000_000) } : nil
        case .rfc3339, .utc: calendar(text)
        }
    }

    private static func at(_ midnight: Int64, _ nanoseconds: Int64) -> Timestamp {
        Timestamp(nanoseconds: midnight).advanced(byNanoseconds: nanoseconds)
    }

    /// Digits, and a point and a fraction if there is one.
    private func count(_ text: Span<UInt8>, places: Int) -> Timestamp? {
        var value: UInt64 = 0
        var at = 0
        while at < text.count, let digit = text[at].digit {
            guard value < 922_337_203_685_477_581 else { return nil }
            value = value &* 10 &+ UInt64(digit)
            at &+= 1
        }
        guard at > 0 else { return nil }
        var left = places
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at &+= 1
            guard at < text.count else { return nil }
            while at < text.count, let digit = text[at].digit {
                at &+= 1
                if left == 0 {
                    guard digit == 0 else { return nil }
                    continue
                }
                guard value < 922_337_203_685_477_581 else { return nil }
                value = value &* 10 &+ UInt64(digit)
                left &-= 1
            }
        }
        guard at == text.count else { return nil }
        for _ in 0..<left {
            guard value < 922_337_203_685_477_581 else { return nil }
            value = value &* 10
        }
        return Int64(exactly: value).map { Timestamp(nanoseconds: $0) }
    }

    /// `YYYY-MM-DD`, a T or a blank, `hh:mm:ss`, a fraction, and what the form has behind it.
    private mutating func calendar(_ text: Span<UInt8>) -> Timestamp? {
        guard text.count >= 19, let midnight = midnight(text), text[13] == UInt8(ascii: ":"),
            text[16] == UInt8(ascii: ":"), let hour = Self.two(text, 11),
            let minute = Self.two(text, 14), let second = Self.two(text, 17),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let separator = text[10]
        var nanoseconds = ((hour &* 60 &+ minute) &* 60 &+ second) &* 1_000_000_000
        var at = 19
        if at < text.count, text[at] == UInt8(ascii: ".") {
            at &+= 1
            var unit: Int64 = 100_000_000
            guard at < text.count, text[at].digit != nil else { return nil }
            while at < text.count, let digit = text[at].digit {
                guard unit > 0 || digit == 0 else { return nil }
                nanoseconds &+= Int64(digit) &* unit
                unit /= 10
                at &+= 1
            }
        }
        if form == .utc {
            let isSeparated = separator == 0x20 || separator | 0x20 == UInt8(ascii: "t")
            return isSeparated && at == text.count ? Self.at(midnight, nanoseconds) : nil
        }
        guard separator | 0x20 == UInt8(ascii: "t"), at < text.count else { return nil }
        if text[at] | 0x20 == UInt8(ascii: "z"), at + 1 == text.count {
            return Self.at(midnight, nanoseconds)
        }
        return Timestamp(text.string)
    }

    /// When the day begins whose date is the text's first ten bytes.
    private mutating func midnight(_ text: Span<UInt8>) -> Int64? {
        var isKnown = true
        for i in 0..<10 where date[i] != text[i] { isKnown = false }
        if isKnown { return dateStart }
        let day = text.extracting(0..<10).string
        guard let time = Timestamp("\(day)T00:00:00Z") else { return nil }
        dateStart = time.nanoseconds
        for i in 0..<10 { date[i] = text[i] }
        return dateStart
    }

    private static func two(_ text: Span<UInt8>, _ at: Int) -> Int64? {
        guard let tens = text[at].digit, let ones = text[at &+ 1].digit else { return nil }
        return Int64(tens &* 10 &+ ones)
    }
}

extension UInt8 {
    /// The number that an ASCII digit stands for.
    var digit: UInt8? {
        let value = self &- UInt8(ascii: "0")
        return value < 10 ? value : nil
    }
}

extension Span<UInt8> {
    /// As text, invalid UTF-8 repaired.
    var string: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for i in indices { bytes.append(self[i]) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
