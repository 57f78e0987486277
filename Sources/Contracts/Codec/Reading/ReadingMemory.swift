/// What makes reading many records quicker: what was seen in those before.
struct ReadingMemory: Sendable {
    var strings = StringPool()
    var order = KeyOrder()
    /// Of the record read last.
    var marketEventType = MarketEventType.bar
    var rawType = RawType.bidAsk
    /// Of the record that is being read.
    var unknown = UnknownFields()

    init() {}
}
