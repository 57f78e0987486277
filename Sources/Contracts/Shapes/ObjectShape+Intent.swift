extension ObjectShape {
    static let intent = ObjectShape(
        "order_intent", "What a strategy wants traded",
        [
            .required(.eventType, .constant("order_intent"), "Tells the message"),
            .required(.intentId, .uuid, "Names the intent; one seen before is not traded again"),
            .required(.symbol, .symbol(allowsBlank: false), "The instrument"),
            .required(.direction, .choice(of: Direction.self), "Buy or sell"),
            .required(.quantity, .decimal(.positive), "Units"),
            .required(.orderType, .choice(of: OrderType.self), "How to trade"),
            .required(.timestamp, .time, "When the strategy decided"),
            .required(.strategyId, .choice(of: StrategyID.self), "Which strategy decided"),
            .optional(.limitPrice, .decimal(.positive), "Worst price"),
            .optional(.stopPrice, .decimal(.positive), "Price that wakes the order"),
            .defaulted(
                .timeInForce, .choice(of: TimeInForce.self), #""DAY""#, "How long it holds"),
            .defaulted(.urgency, .choice(of: Urgency.self), #""NORMAL""#, "How soon to trade"),
            .optional(
                .targetWeight, .double(least: -1, most: 1), "Share of equity to be held then"),
            .optional(.currentWeight, .double(least: -1, most: 1), "Share of equity held now"),
            .optional(.signalStrength, .double(least: 0, most: 1), "How sure the strategy is"),
            .optional(.riskChecks, .object(.riskChecks), "Limits the strategy has checked itself"),
            .optional(.executionParams, .object(.executionParams), "Caps on the execution"),
            .optional(.metadata, .object(.intentMetadata), "Where the intent came from"),
        ],
        rules: [
            .needed(.limitPrice, by: .orderType, words: words { $0.needsLimitPrice }),
            .needed(.stopPrice, by: .orderType, words: words { $0.needsStopPrice }),
        ])

    private static func words(_ needs: (OrderType) -> Bool) -> [String] {
        OrderType.allCases.filter(needs).map(\.rawValue)
    }

    static let riskChecks = ObjectShape(
        "risk_checks", "What the strategy found when it checked its own limits",
        [
            .required(.withinBoxLimit, .bool, "The position stays within its limit"),
            .required(.withinGrossLimit, .bool, "Gross exposure stays within its limit"),
            .required(.withinNetLimit, .bool, "Net exposure stays within its limit"),
            .required(.pnlKillSwitch, .bool, "The switch on losses has acted"),
            .required(.drawdownKillSwitch, .bool, "The switch on drawdown has acted"),
        ])

    static let executionParams = ObjectShape(
        "execution_params", "Caps on the execution of an order",
        [
            .defaulted(
                .povCap, .double(least: 0, most: 1), "0.08", "Most of an interval's volume"),
            .defaulted(
                .advCap, .double(least: 0, most: 1), "0.1", "Most of the average daily volume"),
            .defaulted(
                .maxSlippageBps, .double(least: 0, most: nil), "10",
                "Most slippage, in basis points"),
        ])

    static let intentMetadata = ObjectShape(
        "metadata", "Where an intent came from",
        [
            .optional(.portfolioId, .text, "The portfolio it is for"),
            .optional(.regime, .choice(of: Regime.self), "The market's state"),
            .optional(.kafkaTopic, .text, "The topic it was first sent to"),
        ])
}
