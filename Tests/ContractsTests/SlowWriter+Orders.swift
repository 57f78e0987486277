import Contracts

extension SlowWriter {
    static func text(_ intent: OrderIntent) -> String {
        object {
            $0.add("event_type", "order_intent")
            $0.add("intent_id", intent.intentId)
            $0.add("symbol", intent.symbol)
            $0.add("direction", intent.direction)
            $0.add("quantity", intent.quantity)
            $0.add("order_type", intent.orderType)
            $0.add("timestamp", intent.timestamp)
            $0.add("strategy_id", intent.strategyId)
            $0.add("limit_price", intent.limitPrice)
            $0.add("stop_price", intent.stopPrice)
            $0.add("time_in_force", intent.timeInForce)
            $0.add("urgency", intent.urgency)
            $0.add("target_weight", intent.targetWeight)
            $0.add("current_weight", intent.currentWeight)
            $0.add("signal_strength", intent.signalStrength)
            $0.member("risk_checks", intent.riskChecks.map(text))
            $0.member("execution_params", intent.executionParams.map(text))
            $0.member("metadata", intent.metadata.map(text))
        }
    }

    private static func text(_ checks: RiskChecks) -> String {
        object {
            $0.add("within_box_limit", checks.withinBoxLimit)
            $0.add("within_gross_limit", checks.withinGrossLimit)
            $0.add("within_net_limit", checks.withinNetLimit)
            $0.add("pnl_kill_switch", checks.pnlKillSwitch)
            $0.add("drawdown_kill_switch", checks.drawdownKillSwitch)
        }
    }

    private static func text(_ params: ExecutionParams) -> String {
        object {
            $0.add("pov_cap", params.povCap)
            $0.add("adv_cap", params.advCap)
            $0.add("max_slippage_bps", params.maxSlippageBps)
        }
    }

    private static func text(_ metadata: IntentMetadata) -> String {
        object {
            $0.add("portfolio_id", metadata.portfolioId)
            $0.add("regime", metadata.regime)
            $0.add("kafka_topic", metadata.kafkaTopic)
        }
    }

    static func text(_ report: ExecutionReport) -> String {
        object {
            $0.add("event_type", "execution_report")
            $0.add("report_id", report.reportId)
            $0.add("intent_id", report.intentId)
            $0.add("order_id", report.orderId)
            $0.add("symbol", report.symbol)
            $0.add("status", report.status)
            $0.add("timestamp", report.timestamp)
            $0.add("direction", report.direction)
            $0.add("submitted_timestamp", report.submittedTimestamp)
            $0.add("acknowledged_timestamp", report.acknowledgedTimestamp)
            $0.add("filled_timestamp", report.filledTimestamp)
            $0.add("requested_quantity", report.requestedQuantity)
            $0.add("filled_quantity", report.filledQuantity)
            $0.add("remaining_quantity", report.remainingQuantity)
            $0.add("average_fill_price", report.averageFillPrice)
            $0.add("limit_price", report.limitPrice)
            $0.add("commission", report.commission)
            $0.add("slippage_bps", report.slippageBps)
            $0.member("execution_costs", report.executionCosts.map(text))
            $0.add("reject_reason", report.rejectReason)
            $0.add("error_message", report.errorMessage)
            $0.member(
                "fills", report.fills.map { "[\($0.map(text).joined(separator: ","))]" })
            $0.member("latency_metrics", report.latencyMetrics.map(text))
            $0.member("metadata", report.metadata.map(text))
        }
    }

    private static func text(_ fill: Fill) -> String {
        object {
            $0.add("fill_id", fill.fillId)
            $0.add("quantity", fill.quantity)
            $0.add("price", fill.price)
            $0.add("timestamp", fill.timestamp)
            $0.add("commission", fill.commission)
        }
    }

    private static func text(_ costs: ExecutionCosts) -> String {
        object {
            $0.add("commission", costs.commission)
            $0.add("slippage", costs.slippage)
            $0.add("market_impact", costs.marketImpact)
            $0.add("total_cost_bps", costs.totalCostBps)
        }
    }

    private static func text(_ metrics: LatencyMetrics) -> String {
        object {
            $0.add("intent_to_submit_ms", metrics.intentToSubmitMs)
            $0.add("submit_to_ack_ms", metrics.submitToAckMs)
            $0.add("ack_to_fill_ms", metrics.ackToFillMs)
            $0.add("total_latency_ms", metrics.totalLatencyMs)
        }
    }

    private static func text(_ metadata: ReportMetadata) -> String {
        object {
            $0.add("broker", metadata.broker)
            $0.add("account_id", metadata.accountId)
            $0.add("revision_of", metadata.revisionOf)
            $0.add("kafka_topic", metadata.kafkaTopic)
        }
    }
}
