import Glibc

/// Shows how a run with a feed goes: a block that is drawn again on a terminal, plain lines
/// elsewhere.
struct ProgressReporter: Sendable {
    let board: StatusBoard
    let isShown: Bool
    let isTerminal: Bool

    init(_ daemon: Daemon) {
        board = daemon.board
        let wanted = daemon.configuration.daemon.progress
        let hasFeed = daemon.configuration.dataPlane.hasFeed
        isShown = wanted == .always || (wanted == .auto && hasFeed)
        isTerminal = isatty(STDOUT_FILENO) == 1
    }

    func run() async {
        guard isShown else { return }
        for await _ in board.readiness {}
        let started = ContinuousClock.now
        var drawn = 0
        while !Task.isCancelled {
            try? await Task.sleep(for: isTerminal ? .milliseconds(200) : .seconds(5))
            if Task.isCancelled { break }
            drawn = draw(RunFigures(board), since: started, over: drawn)
        }
        if isTerminal { _ = draw(RunFigures(board), since: started, over: drawn) }
    }

    private func draw(
        _ figures: RunFigures, since started: ContinuousClock.Instant, over drawn: Int
    ) -> Int {
        let seconds = max(0.001, (ContinuousClock.now - started) / .seconds(1))
        let rate = Int(Double(figures.published) / seconds)
        guard isTerminal else {
            Terminal.write(line(figures, rate) + "\n")
            return 0
        }
        let lines = block(figures, rate)
        let back = drawn > 0 ? "\u{1B}[\(drawn)A" : ""
        Terminal.write(back + lines.map { "\u{1B}[2K\($0)\n" }.joined())
        return lines.count
    }

    private func line(_ figures: RunFigures, _ rate: Int) -> String {
        let share = figures.total > 0 ? 100 * figures.published / figures.total : 0
        return "\(share) %  market_raw \(figures.published)  "
            + figures.produced.map { "\($0.topic) \($0.count)" }.joined(separator: "  ")
            + "  orders \(figures.orders)  fills \(figures.fills)"
            + "  P&L \(NumberText.money(figures.profit))  \(rate) records/s"
    }

    private func block(_ figures: RunFigures, _ rate: Int) -> [String] {
        let width = 40
        let done = figures.total > 0 ? width * figures.published / figures.total : 0
        let bar =
            String(repeating: "█", count: done) + String(repeating: "░", count: width - done)
        let share = figures.total > 0 ? 100 * figures.published / figures.total : 0
        var lines = ["\(bar) \(share) %  \(NumberText.whole(rate)) records/s"]
        let topics = [(topic: "market_raw", count: figures.published)] + figures.produced
        for (topic, count) in topics {
            lines.append(
                "  \(NumberText.left(topic, 16))\(NumberText.right(NumberText.whole(count), 10))")
        }
        let letters = figures.deadLetters.reduce(0) { $0 + $1.count }
        let rejects = figures.rejected.reduce(0) { $0 + $1.count }
        let orders = NumberText.whole(figures.orders)
        let fills = NumberText.whole(figures.fills)
        lines.append(
            "  orders \(orders)   fills \(fills)   rejected \(NumberText.whole(rejects))"
                + "   dead letters \(letters)   P&L \(NumberText.money(figures.profit))")
        return lines
    }
}
