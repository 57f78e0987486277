/// Which shape an object has.
enum ObjectKind: UInt8, CaseIterable {
    case bar, tick, ofi, intent, report
    case bidAsk, allLast, realtimeBar, historicalBar, depth
    case dataQuality, eventMetadata, tickMetadata, level2
    case riskChecks, executionParams, intentMetadata
    case fill, executionCosts, latencyMetrics, reportMetadata

    var shape: ObjectShape {
        switch self {
        case .bar: .bar
        case .tick: .tick
        case .ofi: .ofi
        case .intent: .intent
        case .report: .report
        case .bidAsk: .bidAsk
        case .allLast: .allLast
        case .realtimeBar: .realtimeBar
        case .historicalBar: .historicalBar
        case .depth: .depth
        case .dataQuality: .dataQuality
        case .eventMetadata: .eventMetadata
        case .tickMetadata: .tickMetadata
        case .level2: .level2
        case .riskChecks: .riskChecks
        case .executionParams: .executionParams
        case .intentMetadata: .intentMetadata
        case .fill: .fill
        case .executionCosts: .executionCosts
        case .latencyMetrics: .latencyMetrics
        case .reportMetadata: .reportMetadata
        }
    }

    /// Stands before the names of its unknown fields in ``ReadingNotes``.
    var prefix: String {
        switch self {
        case .bar, .tick, .ofi, .intent, .report: ""
        case .bidAsk, .allLast, .realtimeBar, .historicalBar, .depth: ""
        case .dataQuality: "data_quality."
        case .eventMetadata, .tickMetadata, .intentMetadata, .reportMetadata: "metadata."
        case .level2: "level2."
        case .riskChecks: "risk_checks."
        case .executionParams: "execution_params."
        case .fill: "fills."
        case .executionCosts: "execution_costs."
        case .latencyMetrics: "latency_metrics."
        }
    }
}
