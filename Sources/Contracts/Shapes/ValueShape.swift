/// What a field's value has to be.
indirect enum ValueShape: Sendable {
    /// The one text that may stand here.
    case constant(String)
    /// One of some texts.
    case choice([String])
    /// A number that is kept with nine decimal places, on which its bound is judged.
    case decimal(DecimalBound)
    /// A number of 64 bits that is whole as written.
    case integer(least: Int64)
    /// A number whose nearest Double is finite and within the bounds, if any.
    case double(least: Int?, most: Int?)
    case bool
    /// RFC 3339.
    case time
    /// RFC 3339, or seconds since 1970 as a number.
    case timeOrSeconds
    /// Raw records may have a blank inside: TWS writes `BRK B`.
    case symbol(allowsBlank: Bool)
    case uuid
    /// Bounds of its Unicode scalars.
    case string(least: Int, most: Int?)
    /// Three letters of ISO 4217's form.
    case currency
    case object(ObjectShape)
    case objects(ObjectShape)
    /// `[[price, size], …]`
    case levels(BookSide)

    /// Any finite number.
    static let anyDouble = ValueShape.double(least: nil, most: nil)
    /// A string of any length.
    static let text = ValueShape.string(least: 0, most: nil)

    /// One of an enumeration's words.
    static func choice<C: CaseIterable & RawRepresentable<String>>(of type: C.Type) -> ValueShape {
        .choice(type.allCases.map(\.rawValue))
    }
}

/// What the levels of one side of a book have to keep.
enum BookSide: Sendable {
    /// A raw record's: decimals, no more.
    case raw
    /// At most fifty, price > 0, size ≥ 0, prices strictly falling.
    case bids
    /// As bids, with prices strictly rising.
    case asks

    var price: DecimalBound { self == .raw ? .any : .positive }
    var size: DecimalBound { self == .raw ? .any : .nonNegative }
    var levelsMax: Int? { self == .raw ? nil : Level2.maxLevels }

    /// Whether `price` may stand behind `better`.
    func isWorse(_ price: Decimal9, than better: Decimal9) -> Bool {
        switch self {
        case .raw: true
        case .bids: price < better
        case .asks: price > better
        }
    }
}
