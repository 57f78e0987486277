/// What makes reading many records quicker: what was seen in those before.
struct ReadingMemory: Sendable {
    // Copies share what they begin with, so that a new memory costs next to nothing.
    var strings = StringPool.empty
    var order = KeyOrder.canonical
    /// Of the record read last.
    var marketEventType = MarketEventType.bar
    var rawType = RawType.bidAsk
    /// Of the time read last.
    var minute = RecentMinute()
    /// Of the side of a book read last.
    var levelCount = 0
    /// Of the record that is being read.
    var unknown = UnknownFields()

    init() {}
}
