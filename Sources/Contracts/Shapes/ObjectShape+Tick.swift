extension ObjectShape {
    static let tick = ObjectShape(
        "tick_event", "A quote, or a trade with the quote of its time",
        [
            .required(.eventType, .constant("tick_event"), "Tells the message"),
            .required(.symbol, .symbol(allowsBlank: false), "The instrument"),
            .required(.timestamp, .time, "When it was so"),
            .required(.bid, .decimal(.positive), "Best price somebody buys at"),
            .required(.ask, .decimal(.positive), "Best price somebody sells at"),
            .required(.bidSize, .decimal(.nonNegative), "Units wanted at the bid"),
            .required(.askSize, .decimal(.nonNegative), "Units offered at the ask"),
            .optional(.last, .decimal(.positive), "Price of the last trade"),
            .optional(.lastSize, .decimal(.nonNegative), "Units of the last trade"),
            .optional(.level2, .object(.level2), "Depth of the book"),
            .optional(.dataQuality, .object(.dataQuality), "How good the data is"),
            .optional(.metadata, .object(.tickMetadata), "Where the event came from"),
        ],
        rules: [.atLeast(.ask, [.bid])])

    static let level2 = ObjectShape(
        "level2", "Depth of the book; an absent side is an empty one",
        [
            .optional(.bids, .levels(.bids), "Buyers, prices strictly falling"),
            .optional(.asks, .levels(.asks), "Sellers, prices strictly rising"),
        ])
}
