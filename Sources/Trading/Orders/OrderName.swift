internal import Contracts

/// The `order_id` of a report. It carries what an order needs after a restart and no other field
/// of a report has: `PAPER_550e8400e29b41d4_DAY_COMPOSITE` is the first half of the intent's id,
/// time in force, strategy.
///
/// Two more kinds belong to no live order: `DUP_550e8400e29b41d4_3`, the third refusal of an
/// intent whose id was seen, and `EXT_…`, an execution beyond an order's quantity. Readers that
/// follow orders by intent id ignore `DUP_`.
enum OrderName {
    static let duplicatePrefix = "DUP_"
    static let externalPrefix = "EXT_"

    static func live(_ intent: OrderIntent) -> String {
        let force = intent.timeInForce.rawValue
        return "PAPER_\(head(of: intent.intentId))_\(force)_\(intent.strategyId.rawValue)"
    }

    static func duplicate(of intentId: MessageID, number: UInt32) -> String {
        "\(duplicatePrefix)\(head(of: intentId))_\(number)"
    }

    static func external(_ intentId: MessageID) -> String {
        externalPrefix + head(of: intentId)
    }

    /// What a live order's name tells; DAY and no strategy for a name of another form.
    static func parse(_ name: String) -> (timeInForce: TimeInForce, strategy: StrategyID?) {
        let parts = name.split(separator: "_")
        guard parts.count == 4 else { return (.day, nil) }
        return (
            TimeInForce(rawValue: String(parts[2])) ?? .day, StrategyID(rawValue: String(parts[3]))
        )
    }

    private static func head(of id: MessageID) -> String {
        let digits = String(id.high, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
