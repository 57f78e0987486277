/// The fields of one kind of object.
struct FieldScope {
    let kind: ObjectKind
    let required: FieldSet
    let optional: FieldSet

    init(_ kind: ObjectKind, _ shape: ObjectShape) {
        self.kind = kind
        var fields: (required: FieldSet, optional: FieldSet) = ([], [])
        for field in shape.fields {
            if field.isRequired {
                _ = fields.required.insert(field.field)
            } else {
                _ = fields.optional.insert(field.field)
            }
        }
        (required, optional) = fields
    }
}

/// What an object is.
enum ObjectKind: UInt8, CaseIterable {
    case bar, tick, ofi, intent, report, raw, bidAsk, rawBar
    case dataQuality, metadata, level2, riskChecks, executionParams
    case executionCosts, fill, latencyMetrics

    /// Stands before the names of its unknown fields in ``ReadingNotes``.
    var prefix: String {
        switch self {
        case .bar, .tick, .ofi, .intent, .report, .raw, .bidAsk, .rawBar: ""
        case .dataQuality: "data_quality."
        case .metadata: "metadata."
        case .level2: "level2."
        case .riskChecks: "risk_checks."
        case .executionParams: "execution_params."
        case .executionCosts: "execution_costs."
        case .fill: "fills."
        case .latencyMetrics: "latency_metrics."
        }
    }
}
