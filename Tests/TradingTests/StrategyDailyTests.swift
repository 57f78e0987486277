import Contracts
import Glibc
import Testing

@testable import Trading

/// The machine on twelve years of daily bars of five stocks.
@Suite struct StrategyDailyTests {
    private struct Day: Sendable {
        let text: String
        let bar: BarEvent
    }

    /// Lines of the recorded file by way of `gzip -dc`; nil when it is not there.
    private static func lines() -> [String]? {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var directory = "/\(root)/../shared/data"
        if let set = unsafe getenv("ALGOTRADED_DATA") { directory = unsafe String(cString: set) }
        let path = directory + "/bars/us_equities_daily_quandl_wiki.csv.gz"
        guard unsafe access(path, R_OK) == 0,
            let pipe = unsafe popen("gzip -dc '\(path)'", "r")
        else {
            print("skipped: no \(path)")
            return nil
        }
        defer { unsafe pclose(pipe) }
        var bytes: [UInt8] = []
        var byte = unsafe getc(pipe)
        while byte != EOF {
            bytes.append(UInt8(byte))
            byte = unsafe getc(pipe)
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map(
            String.init)
    }

    /// In the order of time, symbols of one day in the file's order.
    private static func days(_ lines: [String]) throws -> [Day] {
        let days = try lines.map { line in
            let fields = line.split(separator: ",").map(String.init)
            let symbol = try #require(Symbol(fields[0]))
            let date = fields[1].split(separator: "-").compactMap { Int64($0) }
            let prices = fields[2...5].map { StrategyKit.decimal(Double($0) ?? .nan) }
            let months: Int64 = date[0] * 12 + date[1]
            // Not a calendar, but in order: 21:00 of a year of twelve months of 31 days.
            let time = Timestamp(milliseconds: ((months - 24_000) * 31 + date[2]) * 86_400_000)
            let bar = BarEvent(
                symbol: symbol, timestamp: time, open: prices[0], high: prices[1],
                low: prices[2], close: prices[3], volume: Int64(fields[6]) ?? 0)
            return Day(text: fields[1], bar: bar)
        }
        return days.enumerated().sorted {
            ($0.element.text, $0.offset) < ($1.element.text, $1.offset)
        }.map(\.element)
    }

    @Test("twelve years of daily bars with the defaults, filled at the next open")
    func daily() throws {
        guard let lines = Self.lines() else { return }
        let days = try Self.days(lines)
        #expect(days.count == 12_154)
        var machine = StrategyMachine(StrategySettings(), stream: "daily")
        var waiting: [Symbol: [OrderIntent]] = [:]
        var intents: [OrderIntent] = []
        var cash: Int128 = 0
        var number = 0
        for (offset, day) in days.enumerated() {
            for order in waiting.removeValue(forKey: day.bar.symbol) ?? [] {
                number += 1
                try machine.apply(
                    StrategyKit.report(
                        order, .filled, step: number, filled: order.quantity,
                        average: day.bar.open, commission: .one))
                cash -= Int128(order.direction.sign) * order.quantity.product(day.bar.open)
                cash -= Decimal9.one.product(.one)
            }
            let first = intents.count
            machine.apply(day.bar, at: StrategyKit.place(offset), into: &intents)
            waiting[day.bar.symbol, default: []] += intents[first...]
        }
        var profit: Int128 = 0
        for holding in machine.portfolio.holdings {
            let price = try #require(holding.mark)
            profit +=
                holding.position.netRealisedNano2 + holding.position.unrealisedNano2(at: price)
            cash += holding.position.quantity.product(price)
        }
        #expect(profit == cash)
        #expect(number > 400)
        #expect(Set(intents.map(\.intentId)).count == intents.count)
        let bySymbol = machine.portfolio.holdings.map { holding in
            "\(holding.symbol) \(intents.filter { $0.symbol == holding.symbol }.count)"
        }
        let checks = intents.compactMap(\.riskChecks)
        print(
            "daily: \(intents.count) intents (\(bySymbol.joined(separator: ", "))),"
                + " \(number) fills, equity \(machine.snapshot().equity.double),"
                + " net not kept \(checks.count { !$0.withinNetLimit }),"
                + " gross not kept \(checks.count { !$0.withinGrossLimit })")
    }
}
