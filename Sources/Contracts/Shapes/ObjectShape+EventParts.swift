/// The objects inside market and order-flow events.
extension ObjectShape {
    static let dataQuality = ObjectShape(
        "data_quality", "How good an event's data is, as far as its producer knows",
        [
            .required(
                .completenessScore, .double(least: 0, most: 1), "Share of the data that came"),
            .required(.freshnessMs, .integer(least: 0), "Milliseconds of age when it was sent"),
            .required(.source, .choice(of: DataSource.self), "Where the data came from"),
        ])

    static let eventMetadata = ObjectShape(
        "metadata", "Where a market or order-flow event came from", provenance)

    static let tickMetadata = ObjectShape(
        "metadata", "Where a tick came from",
        provenance + [.optional(.kind, .choice(of: TickKind.self), "What made the tick")])

    private static let provenance: [FieldShape] = [
        .optional(.producerId, .text, "Who sent it"),
        .optional(.sequenceNumber, .integer(least: 0), "The producer's own count"),
        .optional(.kafkaTopic, .text, "The topic it was first sent to"),
    ]
}
