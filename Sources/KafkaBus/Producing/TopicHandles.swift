internal import CRDKafka
import Contracts

/// A producer's handles of the topics it has written to, so that librdkafka need not look a topic
/// up by name for each record.
@safe final class TopicHandles {
    private var handles: [String: OpaquePointer] = unsafe [:]
    /// Those of the batch in hand, by the batch's own number of the topic.
    private var current: [OpaquePointer?] = unsafe []

    /// Gives the handles back, which must be before their client goes: "All applications must
    /// release their topic handles before rd_kafka_destroy".
    func close() {
        while let (name, handle) = unsafe handles.first {
            unsafe rd_kafka_topic_destroy(handle)
            unsafe handles[name] = nil
        }
    }

    /// Hands records to the producer, from `start` on; keys, values and headers are copied. A
    /// record without a time has that of this call.
    /// Returns the index where it stopped, and why.
    func produce(
        _ batch: RecordBatch, from start: Int, with client: borrowing ClientHandle
    ) -> (next: Int, error: rd_kafka_resp_err_t) {
        unsafe current.removeAll(keepingCapacity: true)
        for topic in batch.topics { unsafe current.append(handle(of: topic, client)) }
        // librdkafka would read the clock for each record.
        let now = HostClock.milliseconds
        return unsafe batch.bytes.withUnsafeBytes { bytes in
            for index in start..<batch.count {
                var record = batch.records[index]
                if record.timestampMs == 0 { record.timestampMs = now }
                guard let topic = unsafe current[Int(record.topic)] else {
                    return (index, rd_kafka_last_error())
                }
                let error = unsafe client.produce(
                    record, to: topic, bytes, batch.headers)
                if !error.isNone { return (index, error) }
            }
            return (batch.count, RD_KAFKA_RESP_ERR_NO_ERROR)
        }
    }

    private func handle(
        of topic: String, _ client: borrowing ClientHandle
    ) -> OpaquePointer? {
        if let known = unsafe handles[topic] { return unsafe known }
        let new = unsafe rd_kafka_topic_new(client.client, topic, nil)
        unsafe handles[topic] = new
        return unsafe new
    }
}

extension ClientHandle {
    fileprivate borrowing func produce(
        _ record: RecordBatch.Record, to topic: OpaquePointer, _ bytes: UnsafeRawBufferPointer,
        _ headers: [RecordBatch.Header]
    ) -> rd_kafka_resp_err_t {
        var list: OpaquePointer?
        if !record.headers.isEmpty {
            unsafe list = rd_kafka_headers_new(record.headers.count)
            for index in record.headers {
                let value = headers[index].value
                // A short name given as it is would be an array on the heap each time.
                _ = unsafe headers[index].name.withCString { name in
                    unsafe rd_kafka_header_add(
                        list, name, -1, Self.start(of: value, bytes), value.count)
                }
            }
        }
        let error = unsafe kafkabus_produce(
            client, topic, record.partition, Self.start(of: record.key, bytes),
            record.key?.count ?? 0, Self.start(of: record.value, bytes),
            record.value?.count ?? 0, record.timestampMs, list)
        if !error.isNone, let list = unsafe list { unsafe rd_kafka_headers_destroy(list) }
        return error
    }

    /// Nil for what is missing, which is not the same as empty.
    private static func start(
        of range: Range<Int>?, _ bytes: UnsafeRawBufferPointer
    ) -> UnsafeRawPointer? {
        guard let range, let base = bytes.baseAddress else { return nil }
        return unsafe base + range.lowerBound
    }
}
