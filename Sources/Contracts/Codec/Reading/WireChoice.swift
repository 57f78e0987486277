/// An enumeration whose raw values stand on the wire.
protocol WireChoice: CaseIterable, RawRepresentable<String>, Sendable {
    static var wire: ChoiceTable<Self> { get }
}

/// The words of one enumeration and what they stand for, in the same order.
struct ChoiceTable<Choice: CaseIterable & RawRepresentable<String> & Sendable>: Sendable {
    let words = QuotedWords(Choice.allCases.map(\.rawValue))
    let choices = Array(Choice.allCases)

    /// The one whose word stands at `at`, and where it ends.
    @_transparent
    func find(_ bytes: Span<UInt8>, _ at: Int) -> (choice: Choice, end: Int)? {
        let rest = bytes.extracting(droppingFirst: at)
        if rest.count >= BytePattern.maxLength, let (place, count) = words.first(rest) {
            return (choices[place], at &+ count)
        }
        guard let (place, end) = words.any(bytes, at) else { return nil }
        return (choices[place], end)
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
