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

/// The fields of each kind of object, by their places in its shape.
struct ObjectFields: Sendable {
    static let all = ObjectKind.allCases.map { ObjectFields($0.shape) }

    /// By place.
    let fields: [Field]
    /// A bit for each place.
    let required: UInt64
    /// By field; ``none`` for those of other contracts.
    private var places = [UInt8](repeating: none, count: Int(Field.none.rawValue))

    private static let none = UInt8.max

    private init(_ shape: ObjectShape) {
        fields = shape.fields.map(\.field)
        var required: UInt64 = 0
        for (place, field) in shape.fields.enumerated() {
            places[Int(field.field.rawValue)] = UInt8(place)
            if field.isRequired { required |= 1 << UInt64(place) }
        }
        self.required = required
    }

    /// The field's place; nil when it is one of other contracts.
    func place(_ field: Field) -> UInt8? {
        let place = places[Int(field.rawValue)]
        return place == Self.none ? nil : place
    }
}
