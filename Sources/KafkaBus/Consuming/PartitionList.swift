internal import CRDKafka
import Contracts
import Glibc

/// An `rd_kafka_topic_partition_list_t` of ours.
@safe struct PartitionList: ~Copyable {
    let list: UnsafeMutablePointer<rd_kafka_topic_partition_list_t>

    init(_ partitions: [TopicPartition]) {
        self.init(partitions.map { ($0, Int64(RD_KAFKA_OFFSET_INVALID)) })
    }

    init(_ offsets: [(TopicPartition, Int64)]) {
        unsafe list = rd_kafka_topic_partition_list_new(Int32(offsets.count))
        for (partition, offset) in offsets {
            let entry = unsafe rd_kafka_topic_partition_list_add(
                list, partition.topic, partition.partition)
            unsafe entry?.pointee.offset = offset
        }
    }

    /// Offsets with a note in each, which librdkafka's list owns.
    init(_ offsets: [(TopicPartition, Int64)], note: String) {
        self.init(offsets)
        for index in offsets.indices {
            unsafe list.pointee.elems[index].metadata = UnsafeMutableRawPointer(strdup(note))
            unsafe list.pointee.elems[index].metadata_size = note.utf8.count
        }
    }

    /// What was noted with the offset of an entry; empty for nothing.
    func note(_ index: Int) -> String {
        let entry = unsafe list.pointee.elems[index]
        let note = unsafe UnsafeRawBufferPointer(
            start: entry.metadata, count: entry.metadata == nil ? 0 : entry.metadata_size)
        return unsafe String(decoding: note, as: UTF8.self)
    }

    deinit {
        unsafe rd_kafka_topic_partition_list_destroy(list)
    }

    /// Partitions, offsets and errors of any list; empty for none.
    static func read(
        _ list: UnsafePointer<rd_kafka_topic_partition_list_t>?
    ) -> [(TopicPartition, Int64, rd_kafka_resp_err_t)] {
        guard let list = unsafe list else { return [] }
        return (0..<Int(unsafe list.pointee.cnt)).map { index in
            let entry = unsafe list.pointee.elems[index]
            let partition = unsafe TopicPartition(
                topic: String(cString: entry.topic), partition: entry.partition)
            return unsafe (partition, entry.offset, entry.err)
        }
    }
}
