import Contracts

@testable import Trading

/// Random bars, ticks and OFI windows of symbols in three partitions, for the strategy machine.
struct StrategyMarket {
    enum Record {
        case bar(BarEvent, Place)
        case tick(TickEvent, Place)
        case ofi(OfiEvent, Place)

        func apply(to machine: inout StrategyMachine) -> [OrderIntent] {
            var intents: [OrderIntent] = []
            switch self {
            case .bar(let event, let place): machine.apply(event, at: place, into: &intents)
            case .tick(let event, let place): machine.apply(event, at: place, into: &intents)
            case .ofi(let event, let place): machine.apply(event, at: place, into: &intents)
            }
            return intents
        }

        func restore(in machine: inout StrategyMachine) {
            switch self {
            case .bar(let event, let place): machine.restore(event, at: place)
            case .tick(let event, let place): machine.restore(event, at: place)
            case .ofi(let event, let place): machine.restore(event, at: place)
            }
        }
    }

    private static let symbols: [Symbol] = ["A", "B", "C", "D", "E", "F", "G", "H"]
    private static let windowNs: Int64 = 10_000_000_000

    private var random: StrategyRandom
    private var prices: [Double]
    private var offset = 0
    private var window = 0
    private var day = 0

    init(seed: UInt64) {
        random = StrategyRandom(seed: seed)
        prices = Self.symbols.map { _ in 100 }
    }

    mutating func records(_ count: Int) -> [Record] { (0..<count).map { _ in next() } }

    /// G and H have windows and no bars; now and then a record comes late, or a window is missing.
    private mutating func next() -> Record {
        let number = Int.random(in: Self.symbols.indices, using: &random)
        let symbol = Self.symbols[number]
        prices[number] *= 1 + Double.random(in: -0.03...0.0302, using: &random)
        let price = (prices[number] * 100).rounded() / 100
        offset += 1
        let chance = Int.random(in: 0..<100, using: &random)
        let partition = Int32(number % 3)
        if chance < 20 {
            let time = Kit.time(window, Self.windowNs)
            return .tick(Kit.tick(symbol, time, price), Kit.place(offset, partition))
        }
        if chance < 60 || number > 5 {
            if chance % 5 == 0 { window += 1 }
            let event = OfiEvent(
                symbol: symbol, timestamp: Kit.time(chance == 21 ? 0 : window, Self.windowNs),
                ofiZ: chance == 22 ? 1e300 : Double.random(in: -3...3, using: &random),
                windowMs: 10_000)
            let place = Place(topic: "ofi_events", partition: partition, offset: Int64(offset))
            return .ofi(event, place)
        }
        if chance % 4 == 0 { day += 1 }
        let bar = Kit.bar(symbol, chance == 61 ? 0 : day, price)
        return .bar(bar, Kit.place(offset, partition))
    }

    private typealias Kit = StrategyKit
}

/// What has come of the intents: some are answered, some filled, in part or whole, some refused.
struct StrategyOrders {
    var unanswered: [OrderIntent] = []
    var reports: [ExecutionReport] = []
    private var step = 0

    /// New reports of some of the unanswered intents, the oldest first.
    mutating func answer(_ random: inout StrategyRandom) -> [ExecutionReport] {
        var new: [ExecutionReport] = []
        let count = Int.random(in: 0...unanswered.count, using: &random)
        for intent in unanswered.prefix(count) {
            step += 1
            let chance = Int.random(in: 0..<10, using: &random)
            guard chance > 1 else {
                new.append(StrategyKit.report(intent, .rejected, step: step))
                continue
            }
            new.append(StrategyKit.report(intent, .submitted, step: step))
            guard chance > 3 else { continue }
            step += 1
            let half = Decimal9(nanos: intent.quantity.nanos / 2)
            new.append(
                StrategyKit.report(
                    intent, chance > 5 ? .filled : .partialFill, step: step,
                    filled: chance > 5 ? intent.quantity : half, average: Decimal9(100),
                    commission: .one))
        }
        unanswered.removeFirst(count)
        reports += new
        return new
    }
}
