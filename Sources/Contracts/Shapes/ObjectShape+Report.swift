extension ObjectShape {
    static let report = ObjectShape(
        "execution_report", "What happened to an order",
        [
            .required(.eventType, .constant("execution_report"), "Tells the message"),
            .required(.reportId, .uuid, "Names the report"),
            .required(.intentId, .uuid, "The intent that the order came from"),
            .required(.orderId, .string(least: 1, most: 64), "The venue's name of the order"),
            .required(.symbol, .symbol(allowsBlank: false), "The instrument"),
            .required(.status, .choice(of: OrderStatus.self), "The order's state now"),
            .required(.timestamp, .time, "When it came into that state"),
            .optional(.direction, .choice(of: Direction.self), "Buy or sell"),
            .optional(.submittedTimestamp, .time, "When the order was sent"),
            .optional(.acknowledgedTimestamp, .time, "When the venue took it"),
            .optional(.filledTimestamp, .time, "When it was filled"),
            .optional(.requestedQuantity, .decimal(.positive), "Units wanted"),
            .defaulted(.filledQuantity, .decimal(.nonNegative), "0", "Units traded so far"),
            .optional(.remainingQuantity, .decimal(.nonNegative), "Units still to be traded"),
            .optional(.averageFillPrice, .decimal(.positive), "Average price of the fills"),
            .optional(.limitPrice, .decimal(.positive), "Worst price"),
            .defaulted(
                .commission, .decimal(.any), "0",
                "Of the whole order so far; a negative one is a rebate"),
            .optional(.slippageBps, .anyDouble, "Against the price expected, in basis points"),
            .optional(.executionCosts, .object(.executionCosts), "What the execution cost"),
            .optional(.rejectReason, .text, "Why the order was refused"),
            .optional(.errorMessage, .string(least: 0, most: 512), "What went wrong"),
            .optional(.fills, .objects(.fill), "Every fill of the order so far"),
            .optional(.latencyMetrics, .object(.latencyMetrics), "How long each step took"),
            .optional(.metadata, .object(.reportMetadata), "Where the report came from"),
        ],
        rules: [.atMost(.filledQuantity, [.requestedQuantity])])
}
