/// The only thing the planes know of Kafka: one plane's door to the log.
///
/// A plane receives a batch, works on it and hands its outputs back together with the batch's
/// ticket; outputs and input offsets then become visible together (exactly once), or outputs
/// first (at least once). One batch is in flight at a time.
public protocol Bus: Sendable {
    /// Waits for records; returns `.idle` when `timeout` passes first (nil: waits without end).
    func receive(timeout: Duration?) async throws(BusFault) -> Delivery

    /// Writes `outputs`, waits until they are acknowledged, and marks everything received so far
    /// as consumed. Called also with no outputs. The last step of a batch.
    func commit(_ outputs: RecordBatch) async throws(BusFault)

    /// Stops receiving: a waiting ``receive(timeout:)`` returns `.closed`.
    func stop() async
}

/// What ``Bus/receive(timeout:)`` brings.
public enum Delivery: Sendable {
    /// Records of the plane's own past, before anything new: state is rebuilt from them, no
    /// output may come of them.
    case history(RecordBatch)
    /// History is complete: partitions are assigned and new records follow.
    case ready([TopicPartition])
    case records(RecordBatch)
    /// Nothing came within the time asked for.
    case idle
    /// The bus is stopping; nothing follows.
    case closed
}
