internal import CRDKafka
import Contracts

/// The topic of a batch's newest message; the next one's is mostly the same.
@safe struct MessageTopic {
    private var handle: OpaquePointer?
    private var name = ""

    /// The message's topic.
    mutating func name(of message: UnsafePointer<rd_kafka_message_t>) -> String {
        let next = unsafe message.pointee.rkt
        if unsafe handle != next {
            unsafe handle = next
            unsafe name = String(cString: rd_kafka_topic_name(next))
        }
        return name
    }
}

extension RecordBatch {
    /// Copies a message of librdkafka into the arena.
    mutating func append(
        _ message: UnsafePointer<rd_kafka_message_t>, _ topic: inout MessageTopic
    ) {
        let m = unsafe message.pointee
        let key = unsafe m.key.map { unsafe UnsafeRawBufferPointer(start: $0, count: m.key_len) }
        let value = unsafe m.payload.map { unsafe UnsafeRawBufferPointer(start: $0, count: m.len) }
        var kind = RD_KAFKA_TIMESTAMP_NOT_AVAILABLE
        let timestamp = unsafe rd_kafka_message_timestamp(message, &kind)
        unsafe append(
            topic: topic.name(of: message), partition: m.partition,
            offset: m.offset, timestampMs: max(0, timestamp), key: key, value: value)
        var headers: OpaquePointer?
        guard unsafe rd_kafka_message_headers(message, &headers).isNone else { return }
        var index = 0
        var name: UnsafePointer<CChar>?
        var bytes: UnsafeRawPointer?
        var size = 0
        while unsafe rd_kafka_header_get_all(headers, index, &name, &bytes, &size).isNone {
            unsafe addHeader(
                String(cString: name!), copying: UnsafeRawBufferPointer(start: bytes, count: size))
            index += 1
        }
    }
}
