import Contracts

/// Notes that have seen a record of every kind, with the fields in orders that no producer has.
enum Practice {
    static let notes: ReadingNotes = {
        var notes = ReadingNotes()
        for (topic, text) in records {
            let reading = Reading(Array(text.utf8), topic, after: notes)
            precondition(reading.message != nil, "\(text): \(reading.summary)")
            notes = reading.notes
        }
        return notes
    }()

    private static let records: [(Topic, String)] = [
        (
            .marketEvents,
            #"{"metadata":{"kafka_topic":"market_events","x":1,"producer_id":"metadata"},"#
                + #""close":1,"currency":"EUR","volume":2,"x":{},"low":1,"high":1,"open":1,"#
                + #""data_quality":{"source":"cache","freshness_ms":1,"completeness_score":1},"#
                + #""timestamp":"2025-11-17T14:30:00Z","symbol":"SPY","event_type":"bar_event"}"#
        ),
        (
            .marketEvents,
            #"{"level2":{"asks":[[2,1]],"bids":[]},"ask_size":1,"bid_size":1,"ask":2,"bid":1,"#
                + #""metadata":{"kind":"trade","sequence_number":1},"last":1,"open":null,"#
                + #""timestamp":"2025-11-17T14:30:00Z","symbol":"SPY","event_type":"tick_event"}"#
        ),
        (
            .ofiEvents,
            #"{"event_count":1,"window_ms":1,"ofi_z":1,"metadata":{"producer_id":"SPY"},"#
                + #""ofi_std":1,"symbol":"SPY","timestamp":"2025-11-17T14:30:00Z","ofi_raw":1,"#
                + #""event_type":"ofi_event"}"#
        ),
        (
            .orderIntents,
            #"{"metadata":{"regime":"Calm","portfolio_id":"main"},"strategy_id":"OFI","#
                + #""timestamp":"2025-11-17T14:30:00Z","order_type":"LIMIT","quantity":1,"#
                + #""direction":"BUY","symbol":"SPY","limit_price":1,"#
                + #""execution_params":{"max_slippage_bps":1,"adv_cap":1,"pov_cap":1},"#
                + #""intent_id":"550e8400-e29b-41d4-a716-446655440000","#
                + #""event_type":"order_intent"}"#
        ),
        (
            .execReports,
            #"{"metadata":{"broker":"a","kafka_topic":"b"},"fills":[{"price":1,"quantity":1,"#
                + #""timestamp":"2025-11-17T14:30:00Z","commission":1,"fill_id":"a"}],"#
                + #""timestamp":"2025-11-17T14:30:00Z","status":"FILLED","symbol":"SPY","#
                + #""execution_costs":{"slippage":1,"commission":1},"order_id":"a","#
                + #""latency_metrics":{"total_latency_ms":1,"intent_to_submit_ms":1},"#
                + #""intent_id":"550e8400-e29b-41d4-a716-446655440000","#
                + #""report_id":"550e8400-e29b-41d4-a716-446655440000","#
                + #""event_type":"execution_report"}"#
        ),
        (
            .marketRaw,
            #"{"askSize":1,"bidSize":1,"askPrice":1,"bidPrice":1,"time":1,"symbol":"SPY","#
                + #""source":"tws","type":"tickByTickBidAsk"}"#
        ),
        (
            .marketRaw,
            #"{"average":1,"wap":1,"barCount":1,"count":1,"volume":1,"close":1,"low":1,"#
                + #""high":1,"open":1,"barSize":"1 day","time":1,"symbol":"SPY","#
                + #""type":"historicalBar"}"#
        ),
        (
            .marketRaw,
            #"{"asks":[],"bids":[[1,1]],"time":1,"symbol":"SPY","type":"mktDepth"}"#
        ),
        (
            .marketRaw,
            #"{"size":1,"price":1,"time":1,"symbol":"SPY","type":"tickByTickAllLast"}"#
        ),
    ]
}
