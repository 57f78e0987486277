public import Contracts

/// How far the rebuilding of a plane's state is, between `.assigned` and `.ready`.
enum Rebuilding {
    case over
    case history(KafkaReader?)
    /// The plane has been asked where its inputs are to be read again from.
    case asked([InputRange])
    case inputs(KafkaReader)

    var reader: KafkaReader? {
        switch self {
        case .over, .asked: nil
        case .history(let reader): reader
        case .inputs(let reader): reader
        }
    }
}

/// The past of newly assigned partitions: history topics, then inputs up to what is committed.
extension KafkaBus {
    private static let batchMax = 5000
    /// Longest that a transaction that commits is waited for untold.
    private static let heldMax: Duration = .seconds(5)

    var isRebuilding: Bool {
        if case .over = rebuilding { return consumer?.historyRequest != nil }
        return true
    }

    /// The next piece of the past; nil when there is none left.
    func nextPast() async throws(BusFault) -> Delivery? {
        while !isStopping, fault == nil {
            if let assigned = consumer?.takeHistoryRequest() {
                try await begin(assigned)
                return .assigned(consumer?.assignment ?? [])
            }
            if case .over = rebuilding { return nil }
            do throws(BusFault) {
                if let next = try await nextPiece() { return next }
            } catch {
                guard error.code == .denied else { throw error }
                await waitForAccess(error)
            }
        }
        return nil
    }

    /// One look at the past that is read; nil when nothing came of it, or all is read.
    private func nextPiece() async throws(BusFault) -> Delivery? {
        let limit = Self.batchMax
        guard let batch = try await rebuilding.reader?.next(limit: limit, timeout: .seconds(1))
        else { return consumer?.historyRequest == nil ? try await nextStep() : nil }
        if !batch.isEmpty { return .history(batch) }
        // The brokers are silent, or a transaction is open.
        observer(.waiting)
        if let place = await rebuilding.reader?.heldBack(longerThan: Self.heldMax) {
            tell("the past of \(place) waits for the end of a transaction")
        }
        return nil
    }

    /// ACLs refuse the past: it is read again from its beginning when they may allow it.
    private func waitForAccess(_ fault: BusFault) async {
        let topic = await rebuilding.reader?.deniedTopic
        noteRefusedPast(fault, topic == nil ? .accessDenied : .topicDenied, topic ?? "")
        await pause(refusals.next())
        guard consumer?.readPastAgain() == false else { return }
        await rebuilding.reader?.close()
        rebuilding = .over
    }

    public func rewind(to offsets: [TopicPartition: Int64]) async throws(BusFault) {
        // After another assignment the question is put again.
        guard case .asked(let inputs) = rebuilding, let consumer, consumer.historyRequest == nil
        else { return }
        var ends: [TopicPartition: Int64] = [:]
        var begins: [TopicPartition: Int64] = [:]
        for input in inputs {
            guard let offset = offsets[input.partition] else { continue }
            guard let committed = input.committed, offset <= committed else {
                begins[input.partition] = offset
                continue
            }
            // Brokers that have lost records will never have those up to the committed offset.
            let end = min(committed, input.end)
            if offset < end { ends[input.partition] = end }
        }
        if !begins.isEmpty { try consumer.begin(at: begins) }
        guard !ends.isEmpty else { return }
        rebuilding = .inputs(
            try KafkaReader(
                settings, name: subscription.plane, partitions: Array(ends.keys),
                from: .offsets(offsets), until: .offsets(ends)))
    }

    private func begin(_ partitions: [Int32]) async throws(BusFault) {
        await rebuilding.reader?.close()
        var reader: KafkaReader?
        if !subscription.history.isEmpty {
            reader = try KafkaReader(
                settings, name: subscription.plane, topics: subscription.history,
                partitions: partitions, until: .writtenEnd)
        }
        rebuilding = .history(reader)
    }

    /// What follows when all of a step is read; nil after another assignment, or a stop.
    private func nextStep() async throws(BusFault) -> Delivery? {
        await rebuilding.reader?.close()
        if case .history = rebuilding, subscription.rewinds {
            guard let inputs = try await inputRanges() else { return nil }
            rebuilding = .asked(inputs)
            return .historyRead(inputs)
        }
        rebuilding = .over
        consumer?.isBusy = true
        refusals = Refusals()
        noteReadPast()
        return .ready
    }

    /// What is there of the inputs, when their partitions have leaders that tell it.
    private func inputRanges() async throws(BusFault) -> [InputRange]? {
        while !isStopping, fault == nil, let consumer, consumer.historyRequest == nil {
            do throws(BusFault) {
                return try consumer.inputRanges()
            } catch {
                guard error.code == .unreachable || error.code == .denied else { throw error }
                if error.code == .denied { noteRefusedPast(error, .topicDenied, "") }
            }
            observer(.waiting)
            await pause(.milliseconds(500))
        }
        return nil
    }
}
