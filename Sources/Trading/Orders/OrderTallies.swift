internal import Contracts

/// Counters of reports and refusals.
struct OrderTallies: Equatable, Sendable {
    private(set) var reports: [OrderStatus: Int] = [:]
    private(set) var rejects: [RiskCode: Int] = [:]
    /// Reports of the history that tell too little to rebuild an order.
    var unreadable = 0

    mutating func count(_ status: OrderStatus) {
        reports[status, default: 0] += 1
    }

    /// A code counts once for each intent.
    mutating func count(_ codes: [RiskCode]) {
        for (index, code) in codes.enumerated() where !codes[..<index].contains(code) {
            rejects[code, default: 0] += 1
        }
    }

    /// The codes of a reject reason: `ORDER_QTY: 12000 over 10000; NET: …`.
    mutating func count(reason: String) {
        var codes: [RiskCode] = []
        for part in reason.split(separator: "; ") {
            let name = part.prefix { $0 != ":" }
            if let code = RiskCode(rawValue: String(name)) { codes.append(code) }
        }
        count(codes)
    }
}
