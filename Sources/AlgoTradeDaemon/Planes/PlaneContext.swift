import Contracts
import Logging

/// What a plane needs besides its machine: who it is, where its failures go, its log and its
/// place on the status board.
struct PlaneContext: Sendable {
    /// How often figures go to the board while records flow.
    static let publishInterval: Duration = .milliseconds(200)
    /// How often the details do, which cost as much as there are symbols.
    static let detailInterval: Duration = .seconds(60)
    /// Symbols whose figures are shown one by one.
    static let symbolsShown = 100

    let name: PlaneName
    let origin: DeadLetterOrigin
    let status: PlaneStatus
    let logger: Logger
    let poison: PoisonRegistry
    /// The internal topic that keeps snapshots.
    let stateTopic: String
    /// How often the plane must show that it lives although nothing comes; nil: it need not.
    var heartbeat: Duration?

    /// Reads a record. One that breaks its contract is a dead letter and gives nil, and so does
    /// one on which the plane has failed before.
    func take(
        _ index: Int, of batch: RecordBatch, _ topic: Topic, into outputs: inout PlaneOutputs
    ) -> Message? {
        let place = batch.place(index)
        guard let failure = poison.failure(at: place) else {
            return read(index, of: batch, topic, into: &outputs)
        }
        let letter = DeadLetter(
            reason: "poison", fault: "the plane failed on it: \(failure.text)",
            attempts: failure.count + 1)
        outputs.reject(letter, index, of: batch)
        logger.record(
            .poisonRecord, .error, "set aside a record that made the plane fail",
            [.topic: place.topic, .partition: place.partition, .offset: place.offset])
        return nil
    }

    /// A record of the past, or nil when it breaks its contract.
    func readPast(
        _ index: Int, of batch: RecordBatch, _ topic: Topic, notes: inout ReadingNotes
    ) -> Message? {
        guard let value = batch.records[index].value else { return nil }
        return try? Message.decode(
            batch.bytes.span.extracting(value), topic: topic, notes: &notes)
    }

    /// - Parameter isNews: false when the state of the same ones is to be rebuilt once more.
    func note(assigned partitions: [TopicPartition], isNews: Bool) {
        status.set { $0.history = 0 }
        guard isNews else { return }
        let topics = Dictionary(grouping: partitions, by: \.topic).mapValues(\.count)
        let text = topics.sorted { $0.key < $1.key }.map { "\($0.value) of \($0.key)" }
        logger.record(
            .partitionsAssigned, .info,
            "partitions assigned: \(text.isEmpty ? "none" : text.joined(separator: ", "))")
    }

    func noteHistory() {
        let count = status.figures.history
        guard count > 0 else { return }
        logger.record(.historyRead, .info, "state rebuilt from \(count) records")
    }

    private func read(
        _ index: Int, of batch: RecordBatch, _ topic: Topic, into outputs: inout PlaneOutputs
    ) -> Message? {
        guard let value = batch.records[index].value else {
            let fault = "$: must be a JSON object, found no value (byte 0)"
            outputs.reject(DeadLetter(reason: "contract", fault: fault), index, of: batch)
            return nil
        }
        do {
            let message = try Message.decode(
                batch.bytes.span.extracting(value), topic: topic, notes: &outputs.notes)
            if let key = batch.records[index].key, !batch.bytes[key].matches(message.symbol) {
                outputs.keyDifferences += 1
            }
            return message
        } catch {
            let letter = DeadLetter(reason: "contract", fault: error.description)
            outputs.reject(letter, index, of: batch)
            return nil
        }
    }
}

extension ArraySlice<UInt8> {
    fileprivate func matches(_ symbol: Symbol) -> Bool {
        count == symbol.count && indices.allSatisfy { self[$0] == symbol[$0 - startIndex] }
    }
}
