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
            if producer.fatalError?.busCode == .fenced {
                guard producer.isOlder(than: settings.transactionTimeout), try await keepsPlace()
                else { return fault }
                return BusFault(
                    .rebalanced, "a transaction that did not end was given up: \(fault.message)")
            }
            guard try await holdsTransactionalId() else { return fault }
        } catch {
            return error.code == .fenced ? fault : error
        }
        return BusFault(.rebalanced, "the group took this member for gone: \(fault.message)")
    }

    /// Whether this member's place in the group stays its own, or nobody's. When a transaction is
    /// open for longer than its timeout, a coordinator aborts it as a successor would: the producer
    /// that begins to speak again is fenced. A successor joins the group as well. A member that
    /// was silent for longer than a session may have joined anew and pushed it out; it comes back
    /// within a few heartbeats.
    private func keepsPlace() async throws(BusFault) -> Bool {
        guard try await hasPlace() else { return false }
        await pause(settings.sessionTimeout)
        return try await hasPlace()
    }

    private func hasPlace() async throws(BusFault) -> Bool {
        while !isStopping, let consumer, consumer.handle.fatalErrorCode() == nil {
            do throws(BusFault) {
                let admin = try KafkaAdmin(settings)
                let groups = try await admin.groups(["\(settings.groupId).\(subscription.plane)"])
                await admin.close()
                guard let group = groups.first else { return false }
                if let fault = group.fault { throw fault }
                let holder = group.instances[consumer.instance]
                // While it joins anew its id is not known.
                if let own = consumer.memberId(), !own.isEmpty {
                    return holder == nil || holder == own
                }
            } catch {
                guard error.isRetriable else { throw error }
            }
            await pause(.milliseconds(500))
        }
        return false
    }

    /// Asks the transaction coordinator, by offsets that are never committed.
    private func holdsTransactionalId() async throws(BusFault) -> Bool {
        guard try await abort() else { return try await keepsPlace() }
        if producer?.hasNothingToAbort == true { return true }
        try begin()
        let place = TopicPartition(topic: subscription.inputs[0], partition: 0)
        nonisolated(unsafe) let offsets = PartitionList([(place, 0)])
        // Not as a member: membership is what is in doubt.
        nonisolated(unsafe) let group = unsafe rd_kafka_consumer_group_metadata_new(
            "\(settings.groupId).\(subscription.plane)")
        defer { unsafe rd_kafka_consumer_group_metadata_destroy(group) }
        while let producer {
            nonisolated(unsafe) let client = unsafe producer.handle.client
            let failure = await run {
                let failed = unsafe rd_kafka_send_offsets_to_transaction(
                    client, offsets.list, group, Self.sliceMs)
                return unsafe KafkaError(taking: failed)
            }
            guard let error = failure else { return true }
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
