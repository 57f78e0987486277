/// The objects inside execution reports.
extension ObjectShape {
    static let fill = ObjectShape(
        "fill", "One execution of an order",
        [
            .required(.fillId, .text, "Names the fill"),
            .required(.quantity, .decimal(.positive), "Units"),
            .required(.price, .decimal(.positive), "Price of one unit"),
            .required(.timestamp, .time, "When it was traded"),
            .optional(.commission, .decimal(.any), "Of this fill; a negative one is a rebate"),
        ])

    static let executionCosts = ObjectShape(
        "execution_costs", "What an execution cost",
        [
            .required(.commission, .decimal(.any), "Money; a negative one is a rebate"),
            .optional(.slippage, .anyDouble, "Basis points"),
            .optional(.marketImpact, .anyDouble, "Basis points"),
            .optional(.totalCostBps, .anyDouble, "Basis points"),
        ])

    static let latencyMetrics = ObjectShape(
        "latency_metrics", "How long each step of an order took",
        [
            .optional(.intentToSubmitMs, .integer(least: 0), "Milliseconds"),
            .optional(.submitToAckMs, .integer(least: 0), "Milliseconds"),
            .optional(.ackToFillMs, .integer(least: 0), "Milliseconds"),
            .optional(.totalLatencyMs, .integer(least: 0), "Milliseconds"),
        ])

    static let reportMetadata = ObjectShape(
        "metadata", "Where a report came from",
        [
            .optional(.broker, .text, "Who executed"),
            .optional(.accountId, .text, "The account"),
            .optional(.revisionOf, .text, "The report that this one corrects"),
            .optional(.kafkaTopic, .text, "The topic it was first sent to"),
        ])
}
