internal import CRDKafka
public import Contracts

/// A consumer group as its coordinator tells it.
public struct GroupState: Equatable, Sendable {
    public var name: String
    /// `Stable`, `Empty`, `Dead` … as Kafka names them.
    public var state: String
    public var members: Int
    /// Coordinator's ids of static members by `group.instance.id`.
    public var instances: [String: String] = [:]
    /// Why its coordinator tells nothing of it.
    public var fault: BusFault?
}

extension KafkaAdmin {
    /// Members of groups; a group that nobody has joined has none.
    public func groups(_ names: [String]) throws(BusFault) -> [GroupState] {
        let handle = try opened()
        return try unsafe withCStrings(names) { pointers throws(BusFault) in
            var pointers = unsafe pointers
            return try unsafe handle.ask(
                RD_KAFKA_ADMIN_OP_DESCRIBECONSUMERGROUPS, "describing groups"
            ) { options, queue in
                unsafe rd_kafka_DescribeConsumerGroups(
                    handle.client.client, &pointers, pointers.count, options, queue)
            } read: { answer throws(BusFault) in
                let result = unsafe rd_kafka_event_DescribeConsumerGroups_result(answer.event)
                var count = 0
                let groups = unsafe rd_kafka_DescribeConsumerGroups_result_groups(result, &count)
                return (0..<count).map { unsafe Self.state(groups?[$0]) }
            }
        }
    }

    /// The offsets that a group has committed for partitions; those without are left out.
    public func committed(
        _ group: String, _ partitions: [TopicPartition]
    ) throws(BusFault) -> [TopicPartition: Int64] {
        let handle = try opened()
        let list = PartitionList(partitions)
        let request = unsafe rd_kafka_ListConsumerGroupOffsets_new(group, list.list)
        defer { unsafe rd_kafka_ListConsumerGroupOffsets_destroy(request) }
        var requests: [OpaquePointer?] = unsafe [request]
        return try unsafe handle.ask(
            RD_KAFKA_ADMIN_OP_LISTCONSUMERGROUPOFFSETS, "asking for offsets of \(group)"
        ) { options, queue in
            unsafe rd_kafka_ListConsumerGroupOffsets(
                handle.client.client, &requests, 1, options, queue)
        } read: { answer throws(BusFault) in
            let result = unsafe rd_kafka_event_ListConsumerGroupOffsets_result(answer.event)
            var count = 0
            let groups = unsafe rd_kafka_ListConsumerGroupOffsets_result_groups(result, &count)
            var offsets: [TopicPartition: Int64] = [:]
            for index in 0..<count {
                let found = unsafe rd_kafka_group_result_partitions(groups?[index])
                for (partition, offset, error) in unsafe PartitionList.read(found)
                where error.isNone && offset >= 0 {
                    offsets[partition] = offset
                }
            }
            return offsets
        }
    }

    private static func state(_ group: OpaquePointer?) -> GroupState {
        let state = unsafe rd_kafka_ConsumerGroupDescription_state(group)
        var found = unsafe GroupState(
            name: String(cString: rd_kafka_ConsumerGroupDescription_group_id(group)),
            state: String(cString: rd_kafka_consumer_group_state_name(state)),
            members: rd_kafka_ConsumerGroupDescription_member_count(group))
        if let error = unsafe rd_kafka_ConsumerGroupDescription_error(group) {
            let code = unsafe rd_kafka_error_code(error)
            if code == RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED {
                found.fault = BusFault(
                    .denied, "ACLs refuse describing group \(found.name)",
                    remedy: "allow the user Describe on it (Read implies it)")
            } else if !code.isNone {
                found.fault = code.fault("describing \(found.name)")
            }
        }
        for index in 0..<found.members {
            let member = unsafe rd_kafka_ConsumerGroupDescription_member(group, index)
            guard let instance = unsafe rd_kafka_MemberDescription_group_instance_id(member),
                let id = unsafe rd_kafka_MemberDescription_consumer_id(member)
            else { continue }
            unsafe found.instances[String(cString: instance)] = String(cString: id)
        }
        return found
    }

    /// C strings that live as long as the call.
    private func withCStrings<Result>(
        _ texts: [String],
        _ body: ([UnsafePointer<CChar>?]) throws(BusFault) -> Result
    ) throws(BusFault) -> Result {
        let bytes = texts.flatMap { Array($0.utf8CString) }
        var starts: [Int] = []
        var next = 0
        for text in texts {
            starts.append(next)
            next += text.utf8CString.count
        }
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: max(1, bytes.count))
        defer { unsafe copy.deallocate() }
        unsafe copy.initialize(from: bytes, count: bytes.count)
        return try unsafe body(starts.map { unsafe UnsafePointer(copy + $0) })
    }
}
