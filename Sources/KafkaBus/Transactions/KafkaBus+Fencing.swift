internal import CRDKafka
public import Contracts

/// Telling a successor from a misunderstanding with the group's coordinator.
extension KafkaBus {
    /// What a plane's end by `fault` means. A member that was fenced while the transactional id is
    /// still its own has lost its session, not its place: that is worth another try.
    ///
    /// librdkafka forgets its member id when a session times out, and sends one more heartbeat
    /// without it; a coordinator that still has the old id takes that for a second instance and
    /// answers "fenced". Whoever really takes over has the transactional id before it joins. A bus
    /// without transactions cannot tell and believes the coordinator.
    ///
    /// For the time between a failure and ``close()``. Waits while no broker answers.
    public func confirm(_ fault: BusFault) async -> BusFault {
        await committed()
        guard fault.code == .fenced, let producer, producer.isTransactional else { return fault }
        do throws(BusFault) {
            guard try await holdsTransactionalId() else { return fault }
        } catch {
            return error.code == .fenced ? fault : error
        }
        return BusFault(.rebalanced, "the group took this member for gone: \(fault.message)")
    }

    /// Asks the transaction coordinator, by offsets that are never committed.
    private func holdsTransactionalId() async throws(BusFault) -> Bool {
        try await abort()
        try begin()
        let place = TopicPartition(topic: subscription.inputs[0], partition: 0)
        let offsets = PartitionList([(place, 0)])
        // Not as a member: membership is what is in doubt.
        let group = unsafe rd_kafka_consumer_group_metadata_new(
            "\(settings.groupId).\(subscription.plane)")
        defer { unsafe rd_kafka_consumer_group_metadata_destroy(group) }
        while let producer {
            let failed = unsafe rd_kafka_send_offsets_to_transaction(
                producer.handle.client, offsets.list, group, Self.sliceMs)
            guard let error = unsafe KafkaError(taking: failed) else { return true }
            let code = producer.fatalError ?? error.code
            if code.busCode == .fenced { return false }
            guard error.isRetriable || code.isTransient, !isStopping else {
                throw error.fault("asking whether another daemon has taken over")
            }
            observer(.waiting)
            await Task.yield()
        }
        return false
    }
}
