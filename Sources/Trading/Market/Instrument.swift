import Contracts

extension Symbol {
    /// The symbol as events carry it, of one as TWS writes it: a blank becomes a dot (BRK B is
    /// BRK.B); nil when the outcome is no legal event symbol.
    static func event(from raw: Symbol) -> Symbol? {
        var bytes: [UInt8] = []
        raw.append(to: &bytes)
        for i in bytes.indices {
            switch bytes[i] {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                continue
            case UInt8(ascii: " "), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                guard i > 0, i < bytes.count - 1 else { return nil }
                if bytes[i] == UInt8(ascii: " ") { bytes[i] = UInt8(ascii: ".") }
            default: return nil
            }
        }
        return Symbol(utf8: bytes.span)
    }
}

extension MarketRaw {
    /// A currency's three letters with those of the currency it is paid in: TWS calls the euro in
    /// dollars EUR, and in yen as well. EUR and USD are EUR.USD, as its local symbol is; nil for
    /// everything else.
    var currencyPair: Symbol? {
        guard symbol.count == 3, let secType, secType.utf8.count == 4, secType == "CASH",
            let currency = currency?.utf8, currency.count == 3
        else { return nil }
        var bytes = InlineArray<7, UInt8>(repeating: UInt8(ascii: "."))
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        var place = 0
        for letter in currency {
            guard letters ~= letter, letters ~= symbol[place] else { return nil }
            bytes[place] = symbol[place]
            bytes[place + 4] = letter
            place += 1
        }
        return Symbol(utf8: bytes.span)
    }
}

extension MarketRaw {
    /// What `secType` stands for: equity when it is absent.
    func assetClass() throws(GateFault) -> AssetClass {
        switch secType {
        case nil, "STK": return .equity
        case "FUT", "CONTFUT": return .future
        case "CASH": return .forex
        case "CRYPTO": return .crypto
        case "BOND": return .bond
        case .some(let other):
            throw GateFault(
                .unknownSecType, "secType",
                "must be STK, FUT, CONTFUT, CASH, CRYPTO or BOND, found \(other.prefix(64))")
        }
    }

    /// At most 32 characters.
    func eventExchange() throws(GateFault) -> String? {
        guard let exchange else { return nil }
        guard exchange.unicodeScalars.count <= 32 else {
            throw GateFault(
                .invalidExchange, "exchange",
                "must have at most 32 characters, found \(exchange.unicodeScalars.count)")
        }
        return exchange
    }

    /// Three letters A–Z; USD when absent.
    func eventCurrency() throws(GateFault) -> String {
        guard let currency else { return "USD" }
        let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ letters ~= $0 }) else {
            throw GateFault(
                .invalidCurrency, "currency",
                "must be three letters A–Z, found \(currency.prefix(64))")
        }
        return currency
    }
}

extension BarSize {
    /// The duration that bar events know this size by; nil when there is none.
    var duration: BarDuration? {
        switch self {
        case .min1: .minute1
        case .mins5: .minute5
        case .mins15: .minute15
        case .mins30: .minute30
        case .hour1: .hour1
        case .hours4: .hour4
        case .day1: .day1
        default: nil
        }
    }
}
