import Contracts

/// The account of a finished run.
struct RunSummary {
    let figures: RunFigures

    var text: String {
        var lines = ["", "Summary"]
        lines.append(row("Raw records", figures.published))
        for (topic, count) in figures.produced { lines.append(row(topic, count)) }
        lines.append(row("Orders", figures.orders))
        lines.append(row("Fills", figures.fills))
        lines.append(row("Still open", figures.openOrders))
        lines += group("Rejected", figures.rejected.map { ($0.code, $0.count) })
        lines += group("Dropped", figures.dropped.map { ($0.reason, $0.count) })
        lines += group("Dead letters", figures.deadLetters.map { ($0.reason, $0.count) })
        lines.append("P&L")
        for symbol in figures.symbols {
            lines.append(
                "  \(NumberText.left(symbol.symbol.description, 8))"
                    + NumberText.right(NumberText.money(symbol.total), 16)
                    + "   realised \(NumberText.money(symbol.realised))"
                    + "   open \(NumberText.money(symbol.unrealised))"
                    + "   commission \(NumberText.money(-symbol.commission))"
                    + "   position \(symbol.position)")
        }
        let total = NumberText.right(NumberText.money(figures.profit), 16)
        lines.append("  \(NumberText.left("Total", 8))\(total)")
        return lines.joined(separator: "\n") + "\n"
    }

    private func row(_ name: String, _ count: Int) -> String {
        "  \(NumberText.left(name, 16))\(NumberText.right(NumberText.whole(count), 10))"
    }

    private func group(_ title: String, _ rows: [(String, Int)]) -> [String] {
        let all = rows.reduce(0) { $0 + $1.1 }
        return [row(title, all)] + rows.map { "    \(NumberText.left($0.0, 22))\($0.1)" }
    }
}
