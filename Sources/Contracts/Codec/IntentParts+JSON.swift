extension [UInt8] {
    mutating func write(_ checks: RiskChecks) {
        object(.riskChecks) { bytes in
            bytes.write(.withinBoxLimit, checks.withinBoxLimit)
            bytes.write(.withinGrossLimit, checks.withinGrossLimit)
            bytes.write(.withinNetLimit, checks.withinNetLimit)
            bytes.write(.pnlKillSwitch, checks.pnlKillSwitch)
            bytes.write(.drawdownKillSwitch, checks.drawdownKillSwitch)
        }
    }

    mutating func write(_ params: ExecutionParams) {
        object(.executionParams) { bytes in
            bytes.write(.povCap, params.povCap)
            bytes.write(.advCap, params.advCap)
            bytes.write(.maxSlippageBps, params.maxSlippageBps)
        }
    }

    mutating func write(_ metadata: IntentMetadata) {
        object(.metadata) { bytes in
            if let id = metadata.portfolioId { bytes.write(.portfolioId, id) }
            if let regime = metadata.regime { bytes.write(.regime, regime) }
            if let topic = metadata.kafkaTopic { bytes.write(.kafkaTopic, topic) }
        }
    }
}
