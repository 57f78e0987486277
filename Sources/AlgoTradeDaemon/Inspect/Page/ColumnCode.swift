import Contracts

/// Columns of whole numbers in few bytes: each record's changes from the one before, as
/// variable-length numbers (seven bits a byte, the lowest first, the highest bit meaning that
/// more follow), signs in the lowest bit.
struct ColumnCode {
    private(set) var bytes: [UInt8] = []
    /// Whether a number is too large for the exact whole numbers of a Double.
    private(set) var isWide = false

    init(bytes: [UInt8] = []) {
        self.bytes = bytes
    }

    private static let exactMax: UInt64 = 1 << 53

    mutating func append(_ change: Int64) {
        let code = UInt64(bitPattern: change << 1) ^ UInt64(bitPattern: change >> 63)
        if code >= Self.exactMax { isWide = true }
        appendUnsigned(code)
    }

    mutating func append(unsigned number: UInt64) {
        if number >= Self.exactMax { isWide = true }
        appendUnsigned(number)
    }

    /// Notes a value that the reader will sum up.
    mutating func note(_ value: Int64) {
        if value.magnitude >= Self.exactMax / 2 { isWide = true }
    }

    private mutating func appendUnsigned(_ number: UInt64) {
        var rest = number
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// RFC 4648, section 4.
    var base64: [UInt8] {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var at = 0
        while at < bytes.count {
            let left = bytes.count - at
            let word =
                Int(bytes[at]) << 16 | (left > 1 ? Int(bytes[at + 1]) << 8 : 0)
                | (left > 2 ? Int(bytes[at + 2]) : 0)
            text.append(alphabet[word >> 18])
            text.append(alphabet[word >> 12 & 63])
            text.append(left > 1 ? alphabet[word >> 6 & 63] : UInt8(ascii: "="))
            text.append(left > 2 ? alphabet[word & 63] : UInt8(ascii: "="))
            at += 3
        }
        return text
    }
}

/// How many places the numbers of a column need, and the unit of the last.
struct ColumnScale: Equatable {
    let places: Int
    /// Billionths.
    let unit: Int64

    /// For all of these billionths.
    init(_ columns: [[Int64]]) {
        var places = 0
        var unit: Int64 = 1_000_000_000
        for column in columns {
            for value in column {
                while value % unit != 0 {
                    unit /= 10
                    places += 1
                }
            }
        }
        self.places = places
        self.unit = unit
    }
}

extension Timestamp {
    /// Whole seconds since 1970, rounded toward the past, and the nanoseconds above them.
    var parts: (seconds: Int64, nanoseconds: Int64) {
        let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        return remainder < 0 ? (quotient - 1, remainder + 1_000_000_000) : (quotient, remainder)
    }
}
