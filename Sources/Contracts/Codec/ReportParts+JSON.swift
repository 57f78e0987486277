extension [UInt8] {
    mutating func write(_ fill: Fill) {
        object { bytes in
            bytes.write(.fillId, fill.fillId)
            bytes.write(.quantity, fill.quantity)
            bytes.write(.price, fill.price)
            bytes.write(.timestamp, fill.timestamp)
            if let commission = fill.commission { bytes.write(.commission, commission) }
        }
    }

    mutating func write(_ costs: ExecutionCosts) {
        object(.executionCosts) { bytes in
            bytes.write(.commission, costs.commission)
            if let slippage = costs.slippage { bytes.write(.slippage, slippage) }
            if let impact = costs.marketImpact { bytes.write(.marketImpact, impact) }
            if let total = costs.totalCostBps { bytes.write(.totalCostBps, total) }
        }
    }

    mutating func write(_ metrics: LatencyMetrics) {
        object(.latencyMetrics) { bytes in
            if let ms = metrics.intentToSubmitMs { bytes.write(.intentToSubmitMs, ms) }
            if let ms = metrics.submitToAckMs { bytes.write(.submitToAckMs, ms) }
            if let ms = metrics.ackToFillMs { bytes.write(.ackToFillMs, ms) }
            if let ms = metrics.totalLatencyMs { bytes.write(.totalLatencyMs, ms) }
        }
    }

    mutating func write(_ metadata: ReportMetadata) {
        object(.metadata) { bytes in
            if let broker = metadata.broker { bytes.write(.broker, broker) }
            if let id = metadata.accountId { bytes.write(.accountId, id) }
            if let id = metadata.revisionOf { bytes.write(.revisionOf, id) }
            if let topic = metadata.kafkaTopic { bytes.write(.kafkaTopic, topic) }
        }
    }
}
