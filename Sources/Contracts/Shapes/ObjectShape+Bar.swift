extension ObjectShape {
    static let bar = ObjectShape(
        "bar_event", "A closed bar",
        [
            .required(.eventType, .constant("bar_event"), "Tells the message"),
            .required(.symbol, .symbol(allowsBlank: false), "The instrument"),
            .required(.timestamp, .time, "The bar's close"),
            .required(.open, .decimal(.millionth), "First price"),
            .required(.high, .decimal(.millionth), "Highest price"),
            .required(.low, .decimal(.millionth), "Lowest price"),
            .required(.close, .decimal(.millionth), "Last price"),
            .required(.volume, .integer(least: 0), "Units traded in the bar"),
            .defaulted(
                .barDuration, .choice(of: BarDuration.self), #""1d""#, "How long the bar lasted"),
            .defaulted(
                .assetClass, .choice(of: AssetClass.self), #""equity""#,
                "What kind of instrument it is"),
            .optional(.exchange, .string(least: 0, most: 32), "Where it was traded"),
            .defaulted(.currency, .currency, #""USD""#, "Currency of the prices, ISO 4217"),
            .optional(.dataQuality, .object(.dataQuality), "How good the data is"),
            .optional(.metadata, .object(.eventMetadata), "Where the event came from"),
        ],
        rules: [.atLeast(.high, [.open, .close, .low]), .atMost(.low, [.open, .close])])
}
