import Contracts

extension RunSummary {
    /// The figures of ``RunSummary/text`` under the names of topics, reasons and codes.
    func write(to text: inout JSONText) {
        text.member("market_raw", figures.published)
        for (topic, count) in figures.produced { text.member(topic, count) }
        text.member("orders", figures.orders)
        text.member("fills", figures.fills)
        text.member("open_orders", figures.openOrders)
        text.name("rejected")
        text.object { for (code, count) in figures.rejected { $0.member(code, count) } }
        text.name("dropped")
        // Planes may drop for the same reason.
        let dropped = Dictionary(figures.dropped.map { ($0, $1) }, uniquingKeysWith: +)
        text.object {
            for (reason, count) in dropped.sorted(by: { $0.key < $1.key }) {
                $0.member(reason, count)
            }
        }
        text.name("dead_letters")
        text.object { for (reason, count) in figures.deadLetters { $0.member(reason, count) } }
        text.name("symbols")
        text.array(figures.symbols) { list, symbol in
            list.object {
                $0.member("symbol", symbol.symbol.description)
                $0.member("position", symbol.position)
                $0.member("realised", symbol.realised)
                $0.member("unrealised", symbol.unrealised)
                $0.member("commission", symbol.commission)
                $0.member("profit", symbol.total)
            }
        }
        text.member("profit", figures.profit)
    }
}
