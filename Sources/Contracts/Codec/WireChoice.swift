/// An enumeration whose raw values stand on the wire.
protocol WireChoice: CaseIterable, RawRepresentable<String>, Sendable {
    static var wire: ChoiceTable<Self> { get }
}

/// The words of one enumeration, packed for quick comparison.
struct ChoiceTable<Choice: CaseIterable & RawRepresentable<String> & Sendable>: Sendable {
    private let names: [PackedName]
    private let choices: [Choice]
    /// `must be one of BUY, SELL`
    let expected: String

    init() {
        choices = Array(Choice.allCases)
        names = choices.map { PackedName($0.rawValue) }
        expected = "must be one of " + choices.map(\.rawValue).joined(separator: ", ")
    }

    func choice(_ text: Span<UInt8>) -> Choice? {
        guard let name = PackedName(text) else { return nil }
        return names.firstIndex(of: name).map { choices[$0] }
    }
}

extension BarDuration: WireChoice { static let wire = ChoiceTable<Self>() }
extension AssetClass: WireChoice { static let wire = ChoiceTable<Self>() }
extension DataSource: WireChoice { static let wire = ChoiceTable<Self>() }
extension TickKind: WireChoice { static let wire = ChoiceTable<Self>() }
extension Direction: WireChoice { static let wire = ChoiceTable<Self>() }
extension OrderType: WireChoice { static let wire = ChoiceTable<Self>() }
extension TimeInForce: WireChoice { static let wire = ChoiceTable<Self>() }
extension Urgency: WireChoice { static let wire = ChoiceTable<Self>() }
extension StrategyID: WireChoice { static let wire = ChoiceTable<Self>() }
extension Regime: WireChoice { static let wire = ChoiceTable<Self>() }
extension OrderStatus: WireChoice { static let wire = ChoiceTable<Self>() }
extension BarSize: WireChoice { static let wire = ChoiceTable<Self>() }
