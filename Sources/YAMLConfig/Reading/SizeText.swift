/// Sizes in bytes as `512B`, `64KiB`, `5MiB`, `1GiB`: a whole number and one unit.
public enum SizeText {
    private static let units: [(name: String, bytes: Int)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10), ("B", 1),
    ]

    /// Nil without a unit, and when the bytes do not fit.
    public static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isWholeNumber }
        let unit = text[digits.endIndex...]
        guard let number = Int(digits),
            let scale = units.first(where: { $0.name == unit })?.bytes
        else { return nil }
        let (total, isTooLarge) = number.multipliedReportingOverflow(by: scale)
        return isTooLarge ? nil : total
    }

    public static func write(_ bytes: Int) -> String {
        let unit = units.first { bytes != 0 && bytes % $0.bytes == 0 } ?? ("B", 1)
        return "\(bytes / unit.bytes)\(unit.name)"
    }
}
