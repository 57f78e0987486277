/// The hosts that a certificate is for.
enum CertificateNames {
    static let bytesMax = 16_384
    /// Names that are told; certificates of cloud providers have dozens.
    private static let namesMax = 5

    /// Names and addresses of the extension "subject alternative name" (RFC 5280, section
    /// 4.2.1.6) in a DER certificate; empty when it has none, or is none.
    static func read(_ der: [UInt8]) -> [String] {
        // The extension's object identifier, 2.5.29.17.
        let identifier: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x11]
        guard
            let start = der.indices.first(where: { der[$0...].starts(with: identifier) }),
            var at = value(0x04, in: der, at: skippingBoolean(der, start + identifier.count)),
            let list = value(0x30, in: der, at: at.lowerBound)
        else { return [] }
        at = list
        var names: [String] = []
        var next = at.lowerBound
        while next < at.upperBound, names.count < namesMax,
            let name = value(der[next], in: der, at: next)
        {
            switch der[next] {
            case 0x82: names.append(String(decoding: der[name], as: UTF8.self))
            case 0x87 where name.count == 4:
                names.append(der[name].map { "\($0)" }.joined(separator: "."))
            default: break
            }
            next = name.upperBound
        }
        return names
    }

    private static func skippingBoolean(_ der: [UInt8], _ at: Int) -> Int {
        value(0x01, in: der, at: at)?.upperBound ?? at
    }

    /// The bytes of a value with that tag; nil when there is none.
    private static func value(_ tag: UInt8, in der: [UInt8], at: Int) -> Range<Int>? {
        guard at + 1 < der.count, der[at] == tag else { return nil }
        var start = at + 2
        var size = Int(der[at + 1])
        if size >= 0x80 {
            let digits = size - 0x80
            guard (1...3).contains(digits), start + digits <= der.count else { return nil }
            size = der[start..<start + digits].reduce(0) { $0 << 8 | Int($1) }
            start += digits
        }
        guard start + size <= der.count else { return nil }
        return start..<start + size
    }
}
