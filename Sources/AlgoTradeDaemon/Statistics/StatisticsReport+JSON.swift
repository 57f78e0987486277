import Contracts
import KafkaBus
import Trading

extension StatisticsReport {
    /// One JSON object and a line end.
    var json: [UInt8] {
        var text = JSONText()
        text.object { write(to: &$0) }
        text.endLine()
        return text.bytes
    }

    private func write(to text: inout JSONText) {
        text.member("group_id", group)
        text.member("time", time.description)
        text.member("running", isRunning)
        text.member("interval_ms", interval.wholeMilliseconds)
        text.name("planes")
        text.object { planesText in
            for plane in planes {
                planesText.name(plane.name.rawValue)
                planesText.object { plane.write(to: &$0) }
            }
        }
    }
}

extension StatisticsReport.Plane {
    fileprivate func write(to text: inout JSONText) {
        text.member("ready", figures.isReady)
        text.member("restarts", figures.restarts)
        text.member("records_per_second", rate)
        text.member("latency_ms", latency)
        text.member("consumed", figures.consumed)
        text.member("produced", figures.produced)
        text.member("dead_letters", figures.deadLetters)
        text.member("drops", figures.drops)
        text.member("lag", figures.bus.totalLag)
        text.name("bus")
        text.object { figures.bus.write(to: &$0, commits: commits) }
        guard let market = figures.market else { return }
        text.name("market")
        text.object { part in
            market.write(to: &part)
            part.name("worst_symbols")
            part.array(figures.marketSymbols) { list, symbol in
                list.object { symbol.write(to: &$0) }
            }
        }
    }
}

extension MarketFigures {
    /// Counts since each partition's beginning.
    fileprivate func write(to text: inout JSONText) {
        let counts: [(String, Int)] = [
            ("symbols", symbols), ("records", counters.records), ("quotes", counters.quotes),
            ("trades", counters.trades), ("depths", counters.depths),
            ("historical_bars", counters.historicalBars),
            ("realtime_bars", counters.realtimeBars), ("ticks", counters.ticks),
            ("bars", counters.bars), ("merged_bars", counters.mergedBars),
            ("built_bars", counters.builtBars), ("covered_bars", counters.coveredBars),
            ("windows", counters.windows), ("ofi_events", counters.ofiEvents),
            ("late_quotes", counters.lateQuotes), ("late_trades", counters.lateTrades),
            ("cut_depths", counters.cutDepths), ("rounded_volumes", counters.roundedVolumes),
        ]
        for (name, count) in counts { text.member(name, count) }
        text.name("gates")
        text.object { gates in
            for reason in GateFault.Reason.allCases where counters[reason] > 0 {
                gates.member(reason.rawValue, counters[reason])
            }
        }
        text.name("drops")
        text.object { drops in
            for reason in DropReason.allCases where counters[reason] > 0 {
                drops.member(reason.rawValue, counters[reason])
            }
        }
    }
}

extension MarketSymbolFigures {
    fileprivate func write(to text: inout JSONText) {
        text.member("symbol", symbol.description)
        text.member("newest", newest?.description)
        let counts: [(String, Int)] = [
            ("records", records), ("ticks", ticks), ("bars", bars), ("built_bars", builtBars),
            ("windows", windows), ("ofi_events", ofiEvents),
        ]
        for (name, count) in counts { text.member(name, count) }
        text.name("gates")
        text.object { gates in
            for refused in deadLetters { gates.member(refused.reason.rawValue, refused.count) }
        }
        text.name("drops")
        text.object { drops in
            for dropped in self.drops { drops.member(dropped.reason.rawValue, dropped.count) }
        }
        text.member("freshness_p50_ms", optional: freshnessP50Ms)
        text.member("freshness_p95_ms", optional: freshnessP95Ms)
        text.name("completeness")
        if let completeness { text.value(completeness) } else { text.null() }
    }
}
