/// An enumeration whose raw values stand on the wire.
protocol WireChoice: CaseIterable, RawRepresentable<String>, Sendable {
    static var wire: ChoiceTable<Self> { get }
}

/// The words of one enumeration, packed for quick comparison.
struct ChoiceTable<Choice: CaseIterable & RawRepresentable<String> & Sendable>: Sendable {
    private let words: [(pattern: BytePattern, choice: Choice)]

    init() {
        words = Choice.allCases.map { (BytePattern("\"\($0.rawValue)\""), $0) }
    }

    /// The word that stands in quotes at `at`, and where it ends.
    @inline(__always)
    func choice(_ bytes: Span<UInt8>, _ at: Int) -> (choice: Choice, end: Int)? {
        let word = Word.load(bytes, at)
        for i in 0..<words.count where words[i].pattern.stands(word, bytes, at) {
            return (words[i].choice, at &+ Int(words[i].pattern.count))
        }
        return nil
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
