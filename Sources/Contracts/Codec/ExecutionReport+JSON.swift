extension ExecutionReport {
    /// Reads an `execution_report`; rules that older producers break are counted in `notes`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> ExecutionReport {
        let report = try JSONReader.decode(bytes, ReportDraft(), notes: &notes)
        report.forEachBreach { notes.add($0) }
        return report
    }

    /// Appends the report's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, "execution_report")
            bytes.write(.reportId, reportId)
            bytes.write(.intentId, intentId)
            bytes.write(.orderId, orderId)
            bytes.write(.symbol, symbol)
            bytes.write(.status, status)
            bytes.write(.timestamp, timestamp)
            if let direction { bytes.write(.direction, direction) }
            if let submittedTimestamp { bytes.write(.submittedTimestamp, submittedTimestamp) }
            if let acknowledgedTimestamp {
                bytes.write(.acknowledgedTimestamp, acknowledgedTimestamp)
            }
            if let filledTimestamp { bytes.write(.filledTimestamp, filledTimestamp) }
            if let requestedQuantity { bytes.write(.requestedQuantity, requestedQuantity) }
            bytes.write(.filledQuantity, filledQuantity)
            if let remainingQuantity { bytes.write(.remainingQuantity, remainingQuantity) }
            if let averageFillPrice { bytes.write(.averageFillPrice, averageFillPrice) }
            if let limitPrice { bytes.write(.limitPrice, limitPrice) }
            bytes.write(.commission, commission)
            if let slippageBps { bytes.write(.slippageBps, slippageBps) }
            if let executionCosts { bytes.write(executionCosts) }
            if let rejectReason { bytes.write(.rejectReason, rejectReason) }
            if let errorMessage { bytes.write(.errorMessage, errorMessage) }
            if let fills {
                bytes.array(.fills, fills) { bytes, fill in bytes.write(fill) }
            }
            if let latencyMetrics { bytes.write(latencyMetrics) }
            if let metadata { bytes.write(metadata) }
        }
    }
}

private struct ReportDraft: Draft {
    private static let requiredFields: FieldSet = [
        .eventType, .reportId, .intentId, .orderId, .symbol, .status, .timestamp,
    ]
    private static let optionalFields: FieldSet = [
        .direction, .submittedTimestamp, .acknowledgedTimestamp, .filledTimestamp,
        .requestedQuantity, .filledQuantity, .remainingQuantity, .averageFillPrice, .limitPrice,
        .commission, .slippageBps, .executionCosts, .rejectReason, .errorMessage, .fills,
        .latencyMetrics, .metadata,
    ]

    private var reportId: MessageID?
    private var intentId: MessageID?
    private var orderId: String?
    private var symbol: Symbol?
    private var status: OrderStatus?
    private var timestamp: Timestamp?
    private var direction: Direction?
    private var submittedTimestamp: Timestamp?
    private var acknowledgedTimestamp: Timestamp?
    private var filledTimestamp: Timestamp?
    private var requestedQuantity: Decimal9?
    private var filledQuantity: Decimal9? = .zero
    private var remainingQuantity: Decimal9?
    private var averageFillPrice: Decimal9?
    private var limitPrice: Decimal9?
    private var commission: Decimal9? = .zero
    private var slippageBps: Double?
    private var executionCosts: ExecutionCosts?
    private var rejectReason: String?
    private var errorMessage: String?
    private var fills: [Fill]?
    private var latencyMetrics: LatencyMetrics?
    private var metadata: ReportMetadata?

    var required: FieldSet { Self.requiredFields }
    var optional: FieldSet { Self.optionalFields }
    var scope: String? { "" }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        switch field {
        case .eventType: try reader.constant(bytes, "execution_report")
        case .reportId: reportId = try reader.uuid(bytes)
        case .intentId: intentId = try reader.uuid(bytes)
        case .orderId:
            orderId = try reader.string(
                bytes, least: 1, most: 64, "must be 1 to 64 characters")
        case .symbol: symbol = try reader.symbol(bytes)
        case .status: status = try reader.choice(bytes)
        case .timestamp: timestamp = try reader.timestamp(bytes)
        case .direction: direction = try reader.choice(bytes)
        case .submittedTimestamp: submittedTimestamp = try reader.timestamp(bytes)
        case .acknowledgedTimestamp: acknowledgedTimestamp = try reader.timestamp(bytes)
        case .filledTimestamp: filledTimestamp = try reader.timestamp(bytes)
        case .requestedQuantity: requestedQuantity = try reader.decimal(bytes, .positive)
        case .filledQuantity: filledQuantity = try reader.decimal(bytes, .nonNegative)
        case .remainingQuantity: remainingQuantity = try reader.decimal(bytes, .nonNegative)
        case .averageFillPrice: averageFillPrice = try reader.decimal(bytes, .positive)
        case .limitPrice: limitPrice = try reader.decimal(bytes, .positive)
        case .commission: commission = try reader.decimal(bytes)
        case .slippageBps: slippageBps = try reader.double(bytes)
        case .executionCosts: executionCosts = try reader.object(bytes, ExecutionCostsDraft())
        case .rejectReason: rejectReason = try reader.anyString(bytes)
        case .errorMessage:
            errorMessage = try reader.string(bytes, most: 512, "must be at most 512 characters")
        case .fills:
            fills = try reader.array(bytes) { (reader, bytes) throws(JSONReader.Stop) -> Fill? in
                try reader.object(bytes, FillDraft())
            }
        case .latencyMetrics: latencyMetrics = try reader.object(bytes, LatencyMetricsDraft())
        case .metadata: metadata = try reader.object(bytes, ReportMetadataDraft())
        default: try reader.skip(bytes)
        }
    }

    func finish(
        _ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int
    ) -> ExecutionReport? {
        if let filledQuantity, let requestedQuantity, filledQuantity > requestedQuantity {
            reader.addBroken(.filledQuantity, "must be ≤ requested_quantity", start, bytes)
        }
        guard let reportId, let intentId, let orderId, let symbol, let status, let timestamp,
            let filledQuantity, let commission
        else { return nil }
        return ExecutionReport(
            reportId: reportId, intentId: intentId, orderId: orderId, symbol: symbol,
            status: status, timestamp: timestamp, direction: direction,
            submittedTimestamp: submittedTimestamp,
            acknowledgedTimestamp: acknowledgedTimestamp, filledTimestamp: filledTimestamp,
            requestedQuantity: requestedQuantity, filledQuantity: filledQuantity,
            remainingQuantity: remainingQuantity, averageFillPrice: averageFillPrice,
            limitPrice: limitPrice, commission: commission, slippageBps: slippageBps,
            executionCosts: executionCosts, rejectReason: rejectReason,
            errorMessage: errorMessage, fills: fills, latencyMetrics: latencyMetrics,
            metadata: metadata)
    }
}
