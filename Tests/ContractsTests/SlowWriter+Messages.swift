import Contracts

extension SlowWriter {
    static func text(_ event: BarEvent) -> String {
        object {
            $0.add("event_type", "bar_event")
            $0.add("symbol", event.symbol)
            $0.add("timestamp", event.timestamp)
            $0.add("open", event.open)
            $0.add("high", event.high)
            $0.add("low", event.low)
            $0.add("close", event.close)
            $0.add("volume", event.volume)
            $0.add("bar_duration", event.duration)
            $0.add("asset_class", event.assetClass)
            $0.add("exchange", event.exchange)
            $0.add("currency", event.currency)
            $0.member("data_quality", event.dataQuality.map(text))
            $0.member("metadata", event.metadata.map { text($0, isTick: false) })
        }
    }

    static func text(_ event: TickEvent) -> String {
        object {
            $0.add("event_type", "tick_event")
            $0.add("symbol", event.symbol)
            $0.add("timestamp", event.timestamp)
            $0.add("bid", event.bid)
            $0.add("ask", event.ask)
            $0.add("bid_size", event.bidSize)
            $0.add("ask_size", event.askSize)
            $0.add("last", event.last)
            $0.add("last_size", event.lastSize)
            $0.member(
                "level2",
                event.level2.map { level2 in
                    object {
                        $0.add("bids", level2.bids)
                        $0.add("asks", level2.asks)
                    }
                })
            $0.member("data_quality", event.dataQuality.map(text))
            $0.member("metadata", event.metadata.map { text($0, isTick: true) })
        }
    }

    static func text(_ event: OfiEvent) -> String {
        object {
            $0.add("event_type", "ofi_event")
            $0.add("symbol", event.symbol)
            $0.add("timestamp", event.timestamp)
            $0.add("ofi_z", event.ofiZ)
            $0.add("ofi_raw", event.ofiRaw)
            $0.add("ofi_ma", event.ofiMa)
            $0.add("ofi_std", event.ofiStd)
            $0.add("window_ms", event.windowMs)
            $0.add("event_count", event.eventCount)
            $0.member("metadata", event.metadata.map { text($0, isTick: false) })
        }
    }

    private static func text(_ quality: DataQuality) -> String {
        object {
            $0.add("completeness_score", quality.completenessScore)
            $0.add("freshness_ms", quality.freshnessMs)
            $0.add("source", quality.source)
        }
    }

    private static func text(_ metadata: EventMetadata, isTick: Bool) -> String {
        object {
            $0.add("producer_id", metadata.producerId)
            $0.add("sequence_number", metadata.sequenceNumber)
            $0.add("kafka_topic", metadata.kafkaTopic)
            if isTick { $0.add("kind", metadata.kind) }
        }
    }

    static func text(_ record: MarketRaw) -> String {
        let types = [
            "tickByTickBidAsk", "tickByTickAllLast", "realtimeBar", "historicalBar", "mktDepth",
        ]
        return object {
            let index =
                switch record.shape {
                case .bidAsk: 0
                case .allLast: 1
                case .realtimeBar: 2
                case .historicalBar: 3
                case .depth: 4
                }
            $0.add("type", types[index])
            $0.add("symbol", record.symbol)
            $0.add("time", record.time)
            $0.add("conId", record.conId)
            $0.add("secType", record.secType)
            $0.add("exchange", record.exchange)
            $0.add("currency", record.currency)
            $0.add("source", record.source)
            $0.add(record.shape)
        }
    }

    private mutating func add(_ shape: MarketRaw.Shape) {
        switch shape {
        case .bidAsk(let quote):
            add("bidPrice", quote.bidPrice)
            add("askPrice", quote.askPrice)
            add("bidSize", quote.bidSize)
            add("askSize", quote.askSize)
            add("bidPastLow", quote.bidPastLow)
            add("askPastHigh", quote.askPastHigh)
        case .allLast(let price, let size):
            add("price", price)
            add("size", size)
        case .realtimeBar(let bar): add(bar, "wap", "count")
        case .historicalBar(let bar, let size):
            add("barSize", size)
            add(bar, "average", "barCount")
        case .depth(let bids, let asks):
            add("bids", bids)
            add("asks", asks)
        }
    }

    private mutating func add(_ bar: RawBar, _ average: String, _ count: String) {
        add("open", bar.open)
        add("high", bar.high)
        add("low", bar.low)
        add("close", bar.close)
        add("volume", bar.volume)
        add(average, bar.average)
        add(count, bar.count)
    }
}
