import Glibc

/// The moment a log record was made, in UTC.
struct WallTime: Equatable, Sendable {
    var seconds: Int
    var nanoseconds: Int

    static func now() -> WallTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }

    /// `14:30:05.123`
    func appendClock(to bytes: inout [UInt8]) {
        bytes.append(digits: seconds % 86_400 / 3600, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(digits: seconds % 3600 / 60, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(digits: seconds % 60, width: 2)
        bytes.append(UInt8(ascii: "."))
        bytes.append(digits: nanoseconds / 1_000_000, width: 3)
    }

    /// `2026-11-17T14:30:05.123Z` (RFC 3339)
    func appendDateTime(to bytes: inout [UInt8]) {
        let (year, month, day) = date()
        bytes.append(digits: year, width: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(digits: month, width: 2)
        bytes.append(UInt8(ascii: "-"))
        bytes.append(digits: day, width: 2)
        bytes.append(UInt8(ascii: "T"))
        appendClock(to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private func date() -> (year: Int, month: Int, day: Int) {
        var time = time_t(seconds)
        var parts = unsafe tm()
        unsafe gmtime_r(&time, &parts)
        return unsafe (Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))
    }
}

/// Nanoseconds of the clock that never goes back.
enum MonotonicClock {
    static func nanoseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}

extension [UInt8] {
    /// A number that is not negative, with leading zeros up to `width`.
    mutating func append(digits number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
