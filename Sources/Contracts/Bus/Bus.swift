/// The only thing the planes know of Kafka: one plane's door to the log.
///
/// A plane receives a batch, works on it and hands its outputs back; outputs and input offsets
/// then become visible together (exactly once), or outputs first (at least once). One batch is
/// in flight at a time.
public protocol Bus: Sendable {
    /// Waits for records; returns `.idle` when `timeout` passes first (nil: waits without end).
    func receive(timeout: Duration?) async throws(BusFault) -> Delivery

    /// Answers ``Delivery/historyRead(_:)``: inputs are read again as history, from these offsets
    /// to those that the group has committed. An offset beyond the committed one is where new
    /// records begin instead.
    func rewind(to offsets: [TopicPartition: Int64]) async throws(BusFault)

    /// Writes `outputs` and marks everything received so far as consumed. Called for each batch,
    /// also with no outputs. With `durable` it returns when both are committed; otherwise the
    /// commit may wait for the next ones, no longer than the configured interval.
    ///
    /// - Parameter state: snapshots of what came of all records so far; never there without the
    ///   outputs.
    func commit(_ outputs: RecordBatch, state: RecordBatch, durable: Bool) async throws(BusFault)

    /// Stops receiving: a waiting ``receive(timeout:)`` returns `.closed`.
    func stop() async
}

extension Bus {
    public func commit(_ outputs: RecordBatch, durable: Bool) async throws(BusFault) {
        try await commit(outputs, state: RecordBatch(), durable: durable)
    }
}

/// What ``Bus/receive(timeout:)`` brings.
public enum Delivery: Sendable {
    /// Other partitions than before: state is forgotten; history and `.ready` follow. Where the
    /// plane rebuilds from its inputs too: `.history`, `.historyRead`, `.history`, `.ready`.
    case assigned([TopicPartition])
    /// Records of the past: state is rebuilt from them, no output may come of them.
    case history(RecordBatch)
    /// The history topics are read; these are the inputs. Time for ``Bus/rewind(to:)``.
    case historyRead([InputRange])
    /// History is complete; new records follow.
    case ready
    case records(RecordBatch)
    /// Nothing came within the time asked for.
    case idle
    /// The bus is stopping; nothing follows.
    case closed
}
