import Contracts

/// What all records of a table have in common.
struct RecordConstants: Equatable, Sendable {
    var symbol: Symbol?
    var secType: String?
    var exchange: String?
    var currency: String?
    var conId: Int64?
    var source: String?
    var barSize: BarSize?

    init(
        symbol: Symbol? = nil, secType: String? = nil, exchange: String? = nil,
        currency: String? = nil, conId: Int64? = nil, source: String? = nil,
        barSize: BarSize? = nil
    ) {
        self.symbol = symbol
        self.secType = secType
        self.exchange = exchange
        self.currency = currency
        self.conId = conId
        self.source = source
        self.barSize = barSize
    }

    /// These, and the others' where there are none.
    func over(_ others: RecordConstants) -> RecordConstants {
        RecordConstants(
            symbol: symbol ?? others.symbol, secType: secType ?? others.secType,
            exchange: exchange ?? others.exchange, currency: currency ?? others.currency,
            conId: conId ?? others.conId, source: source ?? others.source,
            barSize: barSize ?? others.barSize)
    }
}

extension Symbol {
    /// A symbol as raw records have it: `[A-Z0-9]`, inside also `.`, `-`, `_` and a blank.
    init?(raw bytes: Span<UInt8>) {
        for i in bytes.indices {
            let byte = bytes[i]
            if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte || byte.isDigit { continue }
            let isInside = i > 0 && i &+ 1 < bytes.count
            let isMark =
                byte == 0x20 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_")
            guard isInside, isMark else { return nil }
        }
        self.init(utf8: bytes)
    }

    /// As ``init(raw:)-(Span<UInt8>)``.
    init?(raw text: String) {
        let bytes = Array(text.utf8)
        guard let symbol = Symbol(raw: bytes.span) else { return nil }
        self = symbol
    }
}
