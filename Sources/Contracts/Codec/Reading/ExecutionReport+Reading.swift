extension ExecutionReport {
    /// The valid `execution_report` that the bytes are.
    static func read(
        _ bytes: Span<UInt8>, _ memory: inout ReadingMemory
    ) throws(RecordReader.Invalid) -> ExecutionReport {
        var reader = try RecordReader(document: bytes, .report, memory)
        var report = ExecutionReport(
            reportId: MessageID(high: 0, low: 0), intentId: MessageID(high: 0, low: 0),
            orderId: "", symbol: .none, status: .error, timestamp: .zero)
        while let field = try reader.next(bytes, .report, &memory) {
            switch field {
            case .eventType: try reader.constant(bytes, ExecutionReportType.report)
            case .reportId: report.reportId = try reader.uuid(bytes)
            case .intentId: report.intentId = try reader.uuid(bytes)
            case .orderId:
                report.orderId = try reader.text(least: 1, most: 64, bytes, &memory)
            case .symbol: report.symbol = try reader.symbol(bytes)
            case .status: report.status = try reader.choice(bytes)
            case .timestamp: report.timestamp = try reader.timestamp(bytes, &memory)
            case .direction: report.direction = try reader.choice(bytes)
            case .submittedTimestamp:
                report.submittedTimestamp = try reader.timestamp(bytes, &memory)
            case .acknowledgedTimestamp:
                report.acknowledgedTimestamp = try reader.timestamp(bytes, &memory)
            case .filledTimestamp: report.filledTimestamp = try reader.timestamp(bytes, &memory)
            case .requestedQuantity:
                report.requestedQuantity = try reader.decimal(bytes, .positive)
            case .filledQuantity:
                report.filledQuantity = try reader.decimal(bytes, .nonNegative)
            case .remainingQuantity:
                report.remainingQuantity = try reader.decimal(bytes, .nonNegative)
            case .averageFillPrice:
                report.averageFillPrice = try reader.decimal(bytes, .positive)
            case .limitPrice: report.limitPrice = try reader.decimal(bytes, .positive)
            case .commission: report.commission = try reader.decimal(bytes)
            case .slippageBps: report.slippageBps = try reader.double(bytes)
            case .executionCosts:
                (report.executionCosts, reader.at) = try reader.costs(bytes, &memory)
            case .rejectReason: report.rejectReason = try reader.text(bytes, &memory)
            case .errorMessage:
                report.errorMessage = try reader.text(most: 512, bytes, &memory)
            case .fills: (report.fills, reader.at) = try reader.fills(bytes, &memory)
            case .latencyMetrics:
                (report.latencyMetrics, reader.at) = try reader.latency(bytes, &memory)
            case .metadata: (report.metadata, reader.at) = try reader.reportMetadata(bytes, &memory)
            default: throw RecordReader.Invalid()
            }
        }
        try reader.finish(bytes, .report, memory)
        if let requested = report.requestedQuantity, report.filledQuantity > requested {
            throw RecordReader.Invalid()
        }
        return report
    }
}

/// What `event_type` may be on `exec_reports`.
enum ExecutionReportType: String, WireChoice {
    case report = "execution_report"

    static let wire = ChoiceTable<Self>()
}
