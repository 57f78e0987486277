import Contracts

extension NumberText {
    /// Whether the cell is a JSON number that a record's decimal can hold.
    @inline(__always)
    static func isDecimal(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        var at = cell.lowerBound
        if at < cell.upperBound, bytes[at] == UInt8(ascii: "-") { at &+= 1 }
        let whole = at
        while at < cell.upperBound, bytes[at].digit != nil { at &+= 1 }
        let digits = at &- whole
        // Nine digits before the point are always in range.
        guard 1...9 ~= digits, digits == 1 || bytes[whole] != UInt8(ascii: "0") else {
            return isOddDecimal(bytes, cell)
        }
        if at < cell.upperBound, bytes[at] == UInt8(ascii: ".") {
            at &+= 1
            let fraction = at
            while at < cell.upperBound, bytes[at].digit != nil { at &+= 1 }
            guard at > fraction else { return false }
        }
        return at == cell.upperBound || isOddDecimal(bytes, cell)
    }

    /// Whether the cell is a JSON number without a fraction, −1 or above.
    static func isInteger(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        guard isDecimal(bytes, cell) else { return false }
        guard let number = Int64(bytes.extracting(cell).string) else { return false }
        return number >= -1
    }

    /// With an exponent, or many digits.
    @inline(never)
    private static func isOddDecimal(_ bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
        Decimal9(bytes.extracting(cell).string) != nil
    }
}
