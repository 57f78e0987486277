internal import CRDKafka
public import Contracts

extension KafkaAdmin {
    /// The topics of that name as they are; absent ones are left out.
    /// - Throws: ``BusFault`` `.denied` when ACLs hide one.
    public func topics(_ names: [String]) throws(BusFault) -> [String: TopicState] {
        let known = try cluster(timeout: .seconds(10)).topics
        let present = names.filter { known[$0] != nil }
        let hidden = try hidden(names.filter { known[$0] == nil })
        guard hidden.isEmpty else { throw .hiding(hidden) }
        let entries = try configurations(present)
        var states: [String: TopicState] = [:]
        for name in present {
            guard let shape = known[name] else { continue }
            states[name] = TopicState(
                name: name, partitions: shape.partitions, replicationFactor: shape.replication,
                configuration: (entries[name] ?? [:]).mapValues(\.value),
                overridden: Set((entries[name] ?? [:]).filter { !$0.value.isDefault }.keys))
        }
        return states
    }

    /// Those that ACLs hide: asked for all topics, brokers leave them out as if there were none.
    public func hidden(_ names: [String]) throws(BusFault) -> [String] {
        let handle = try opened()
        return names.filter { name in
            guard let topic = unsafe rd_kafka_topic_new(handle.client.client, name, nil) else {
                return false
            }
            defer { unsafe rd_kafka_topic_destroy(topic) }
            var metadata: UnsafePointer<rd_kafka_metadata>?
            let failed = unsafe rd_kafka_metadata(handle.client.client, 0, topic, &metadata, 3000)
            guard failed.isNone, let metadata = unsafe metadata else { return false }
            defer { unsafe rd_kafka_metadata_destroy(metadata) }
            return unsafe metadata.pointee.topic_cnt == 1
                && metadata.pointee.topics[0].err == RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED
        }
    }

    /// Creates topics and waits until brokers tell of them, for ten seconds at most. One that
    /// somebody else created meanwhile is no failure.
    public func create(_ specs: [TopicSpec]) throws(BusFault) {
        guard !specs.isEmpty else { return }
        let handle = try opened()
        var topics: [OpaquePointer?] = unsafe []
        defer {
            for index in unsafe topics.indices {
                unsafe rd_kafka_NewTopic_destroy(topics[index])
            }
        }
        for spec in specs {
            var text = [CChar](repeating: 0, count: 256)
            guard
                let topic = unsafe rd_kafka_NewTopic_new(
                    spec.name, Int32(spec.partitions), Int32(spec.replicationFactor), &text,
                    text.count)
            else { throw BusFault(.topic, "\(spec.name): \(text.text)", retriable: false) }
            unsafe topics.append(topic)
            for (name, value) in spec.configuration.sorted(by: { $0.key < $1.key }) {
                unsafe rd_kafka_NewTopic_set_config(topic, name, value)
            }
        }
        try unsafe handle.ask(RD_KAFKA_ADMIN_OP_CREATETOPICS, "creating topics") { options, queue in
            unsafe rd_kafka_CreateTopics(
                handle.client.client, &topics, topics.count, options, queue)
        } read: { answer throws(BusFault) in
            let result = unsafe rd_kafka_event_CreateTopics_result(answer.event)
            var count = 0
            let results = unsafe rd_kafka_CreateTopics_result_topics(result, &count)
            try unsafe Self.check(
                results, count, "creating topics",
                allowing: RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS)
        }
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline, !Task.isCancelled {
            let known = (try? cluster(timeout: .seconds(3)))?.topics
            if let known, specs.allSatisfy({ known[$0.name] != nil }) { return }
            rest(milliseconds: 50)
        }
    }

    /// Raises a topic's partition count.
    public func setPartitions(_ topic: String, _ count: Int) throws(BusFault) {
        let handle = try opened()
        var text = [CChar](repeating: 0, count: 256)
        guard
            let request = unsafe rd_kafka_NewPartitions_new(topic, count, &text, text.count)
        else { throw BusFault(.topic, "\(topic): \(text.text)", retriable: false) }
        var requests: [OpaquePointer?] = unsafe [request]
        defer { unsafe rd_kafka_NewPartitions_destroy(request) }
        try unsafe handle.ask(RD_KAFKA_ADMIN_OP_CREATEPARTITIONS, "adding partitions") {
            options, queue in
            unsafe rd_kafka_CreatePartitions(handle.client.client, &requests, 1, options, queue)
        } read: { answer throws(BusFault) in
            let result = unsafe rd_kafka_event_CreatePartitions_result(answer.event)
            var count = 0
            let results = unsafe rd_kafka_CreatePartitions_result_topics(result, &count)
            try unsafe Self.check(results, count, "adding partitions")
        }
    }

    /// Sets configuration entries of a topic. AlterConfigs replaces all of them, so what was set
    /// before is sent along.
    public func setConfiguration(
        _ topic: String, _ changes: [String: String]
    ) throws(BusFault) {
        let handle = try opened()
        guard let present = try configurations([topic])[topic] else {
            throw BusFault(.topic, "\(topic): brokers do not tell what is set, which would be lost")
        }
        var wanted = present.filter { !$0.value.isDefault }.mapValues(\.value)
        wanted.merge(changes) { _, new in new }
        let resource = unsafe rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, topic)
        defer { unsafe rd_kafka_ConfigResource_destroy(resource) }
        for (name, value) in wanted.sorted(by: { $0.key < $1.key }) {
            unsafe rd_kafka_ConfigResource_set_config(resource, name, value)
        }
        var resources: [OpaquePointer?] = unsafe [resource]
        try unsafe handle.ask(RD_KAFKA_ADMIN_OP_ALTERCONFIGS, "changing \(topic)") {
            options, queue in
            unsafe rd_kafka_AlterConfigs(handle.client.client, &resources, 1, options, queue)
        } read: { answer throws(BusFault) in
            let result = unsafe rd_kafka_event_AlterConfigs_result(answer.event)
            var count = 0
            let results = unsafe rd_kafka_AlterConfigs_result_resources(result, &count)
            for index in 0..<count {
                let error = unsafe rd_kafka_ConfigResource_error(results?[index])
                guard error.isNone else { throw error.fault("changing \(topic)") }
            }
        }
    }

    private static func check(
        _ results: UnsafeMutablePointer<OpaquePointer?>?, _ count: Int, _ doing: String,
        allowing allowed: rd_kafka_resp_err_t = RD_KAFKA_RESP_ERR_NO_ERROR
    ) throws(BusFault) {
        for index in 0..<count {
            let result = unsafe results?[index]
            let error = unsafe rd_kafka_topic_result_error(result)
            if error.isNone || error == allowed { continue }
            let topic = unsafe String(cString: rd_kafka_topic_result_name(result))
            let detail = unsafe rd_kafka_topic_result_error_string(result).map {
                unsafe String(cString: $0)
            }
            let text = "\(topic): \(detail ?? error.text)"
            switch error.busCode {
            case .denied:
                throw BusFault(
                    .denied, "\(doing) is refused: \(text)",
                    remedy: "allow the user Create and Alter on topics, or run `algotraded topics "
                        + "apply` as one who may")
            case .unreachable: throw BusFault(.unreachable, text)
            default: throw BusFault(.topic, text)
            }
        }
    }

    private func configurations(
        _ names: [String]
    ) throws(BusFault) -> [String: [String: (value: String, isDefault: Bool)]] {
        guard !names.isEmpty else { return [:] }
        let handle = try opened()
        var resources: [OpaquePointer?] = unsafe names.map {
            unsafe rd_kafka_ConfigResource_new(RD_KAFKA_RESOURCE_TOPIC, $0)
        }
        defer {
            for index in unsafe resources.indices {
                unsafe rd_kafka_ConfigResource_destroy(resources[index])
            }
        }
        return try unsafe handle.ask(RD_KAFKA_ADMIN_OP_DESCRIBECONFIGS, "describing topics") {
            options, queue in
            unsafe rd_kafka_DescribeConfigs(
                handle.client.client, &resources, resources.count, options, queue)
        } read: { answer throws(BusFault) in
            let result = unsafe rd_kafka_event_DescribeConfigs_result(answer.event)
            var count = 0
            let found = unsafe rd_kafka_DescribeConfigs_result_resources(result, &count)
            var all: [String: [String: (value: String, isDefault: Bool)]] = [:]
            for index in 0..<count {
                let resource = unsafe found?[index]
                guard unsafe rd_kafka_ConfigResource_error(resource).isNone else { continue }
                let name = unsafe String(cString: rd_kafka_ConfigResource_name(resource))
                all[name] = unsafe Self.entries(resource)
            }
            return all
        }
    }

    private static func entries(
        _ resource: OpaquePointer?
    ) -> [String: (value: String, isDefault: Bool)] {
        var count = 0
        let entries = unsafe rd_kafka_ConfigResource_configs(resource, &count)
        var all: [String: (value: String, isDefault: Bool)] = [:]
        for index in 0..<count {
            let entry = unsafe entries?[index]
            guard let value = unsafe rd_kafka_ConfigEntry_value(entry) else { continue }
            let source = unsafe rd_kafka_ConfigEntry_source(entry)
            unsafe all[String(cString: rd_kafka_ConfigEntry_name(entry))] = (
                String(cString: value), source != RD_KAFKA_CONFIG_SOURCE_DYNAMIC_TOPIC_CONFIG
            )
        }
        return all
    }
}
