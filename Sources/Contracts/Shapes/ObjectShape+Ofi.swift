extension ObjectShape {
    static let ofi = ObjectShape(
        "ofi_event", "The order-flow imbalance (OFI) of one closed window",
        [
            .required(.eventType, .constant("ofi_event"), "Tells the message"),
            .required(.symbol, .symbol(allowsBlank: false), "The instrument"),
            .required(.timestamp, .time, "The window's end"),
            .required(.ofiZ, .anyDouble, "(OFI − mean) / std over the windows before"),
            .optional(.ofiRaw, .anyDouble, "OFI in units of size"),
            .optional(.ofiMa, .anyDouble, "Mean over the windows before"),
            .optional(.ofiStd, .double(least: 0, most: nil), "Deviation over the windows before"),
            .optional(.windowMs, .integer(least: 1), "Milliseconds that the window lasted"),
            .optional(
                .eventCount, .integer(least: 0), "Quotes in the window, without a session's first"),
            .optional(.metadata, .object(.eventMetadata), "Where the event came from"),
        ])
}
