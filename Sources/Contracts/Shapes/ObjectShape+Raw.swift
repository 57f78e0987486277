/// The five shapes of raw market data, named as the TWS API names things.
extension ObjectShape {
    static let bidAsk = raw(
        "tickByTickBidAsk", "A quote",
        [
            .required(.bidPrice, .decimal(.any), "Best bid; −1 for none"),
            .required(.askPrice, .decimal(.any), "Best ask; −1 for none"),
            .required(.rawBidSize, .decimal(.any), "Units wanted at the bid"),
            .required(.rawAskSize, .decimal(.any), "Units offered at the ask"),
            .optional(.bidPastLow, .bool, "The bid is below the day's lowest price"),
            .optional(.askPastHigh, .bool, "The ask is above the day's highest price"),
        ])

    static let allLast = raw(
        "tickByTickAllLast", "A trade",
        [
            .required(.price, .decimal(.any), "Price of one unit"),
            .required(.size, .decimal(.any), "Units"),
        ])

    static let realtimeBar = raw(
        "realtimeBar", "A bar of five seconds",
        prices + [
            .optional(.wap, .decimal(.any), average),
            .optional(.count, .integer(least: -1), trades),
            .optional(.average, .decimal(.any), "Another name of wap"),
            .optional(.barCount, .integer(least: -1), "Another name of count"),
        ],
        rules: [
            .either(.wap, or: .average, own: .wap), .either(.count, or: .barCount, own: .count),
        ])

    static let historicalBar = raw(
        "historicalBar", "A bar of the past",
        [.required(.barSize, .choice(of: BarSize.self), "How long the bar lasted")] + prices + [
            .optional(.average, .decimal(.any), average),
            .optional(.barCount, .integer(least: -1), trades),
            .optional(.wap, .decimal(.any), "Another name of average"),
            .optional(.count, .integer(least: -1), "Another name of barCount"),
        ],
        rules: [
            .either(.wap, or: .average, own: .average),
            .either(.count, or: .barCount, own: .barCount),
        ])

    static let depth = raw(
        "mktDepth", "The book's levels as they are",
        [
            .required(.bids, .levels(.raw), "Buyers, may be empty"),
            .required(.asks, .levels(.raw), "Sellers, may be empty"),
        ])

    private static let average = "Volume-weighted average price"
    private static let trades = "Trades in the bar; −1 when not known"

    private static let prices: [FieldShape] = [
        .required(.open, .decimal(.any), "First price"),
        .required(.high, .decimal(.any), "Highest price"),
        .required(.low, .decimal(.any), "Lowest price"),
        .required(.close, .decimal(.any), "Last price"),
        .required(.volume, .decimal(.any), "Units traded in the bar"),
    ]

    private static func raw(
        _ name: String, _ meaning: String, _ fields: [FieldShape], rules: [ShapeRule] = []
    ) -> ObjectShape {
        let common: [FieldShape] = [
            .required(.type, .constant(name), "Tells the shape"),
            .required(.symbol, .symbol(allowsBlank: true), "The instrument as TWS writes it"),
            .required(.time, .timeOrSeconds, "When it was so"),
            .optional(.conId, .integer(least: 0), "The contract's number"),
            .optional(.secType, .text, "Kind of security"),
            .optional(.exchange, .text, "Where it was traded"),
            .optional(.currency, .text, "Currency of the prices"),
            .optional(.source, .text, "Who recorded it"),
        ]
        return ObjectShape(name, meaning, common + fields, rules: rules)
    }
}
