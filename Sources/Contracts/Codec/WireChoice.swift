/// An enumeration whose raw values stand on the wire.
protocol WireChoice: CaseIterable, RawRepresentable<String>, Sendable {
    static var wire: ChoiceTable<Self> { get }
}

/// The words of one enumeration, packed for quick comparison.
struct ChoiceTable<Choice: CaseIterable & RawRepresentable<String> & Sendable>: Sendable {
    private let names: [PackedName]
    private let choices: [Choice]

    init() {
        choices = Array(Choice.allCases)
        names = choices.map { PackedName($0.rawValue) }
    }

    @inline(__always)
    func choice(_ name: PackedName) -> Choice? {
        for i in 0..<choices.count where names[i] == name { return choices[i] }
        return nil
    }

    func choice(_ text: Span<UInt8>) -> Choice? {
        PackedName(text).flatMap { choice($0) }
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
