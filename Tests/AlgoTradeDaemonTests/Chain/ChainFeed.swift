import Contracts
import Foundation
import TestSupport

@testable import AlgoTradeDaemon

/// Records for `market_raw` that several suites use.
enum ChainFeed {
    /// Consecutive daily bars of all symbols, the first of `from` (`yyyy-mm-dd`) or later.
    static func bars(_ count: Int, from: String = "2012-01-01") throws -> [MarketRaw] {
        let path = BrokerProcess.packageRoot.appending(path: "etc/demo/us_equities_daily.csv").path
        let start = Timestamp("\(from)T00:00:00Z")!
        return Array(try DailyBarFile(path: path).bars.filter { $0.time >= start }.prefix(count))
    }

    static func batch(_ records: some Sequence<MarketRaw>) -> RecordBatch {
        var batch = RecordBatch()
        for record in records {
            batch.append(
                topic: Topic.marketRaw.rawValue, key: record.symbol, write: record.encode)
        }
        return batch
    }

    static func quote(
        _ symbol: Symbol, at time: Timestamp, bid: String = "100.00", ask: String = "100.02",
        size: String = "500"
    ) -> MarketRaw {
        MarketRaw(
            symbol: symbol, time: time,
            shape: .bidAsk(
                RawBidAsk(
                    bidPrice: Decimal9(bid)!, askPrice: Decimal9(ask)!, bidSize: Decimal9(size)!,
                    askSize: Decimal9(size)!)))
    }
}
