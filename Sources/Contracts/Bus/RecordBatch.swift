/// Records in one arena: one byte buffer and an index. A batch crosses between actors whole.
public struct RecordBatch: Sendable {
    /// Where one record's parts lie in the arena.
    public struct Record: Sendable {
        public var topic: UInt16
        /// −1: the partitioner chooses by key.
        public var partition: Int32
        /// −1 for records not yet written.
        public var offset: Int64
        /// Kafka's timestamp, milliseconds since 1970; 0 lets Kafka set it.
        public var timestampMs: Int64
        /// Nil when the record has no key.
        public var key: Range<Int>?
        /// Nil for a tombstone.
        public var value: Range<Int>?
        public var headers: Range<Int>
    }

    public struct Header: Sendable {
        public var name: String
        public var value: Range<Int>
    }

    public private(set) var bytes: [UInt8] = []
    public private(set) var records: [Record] = []
    public private(set) var headers: [Header] = []
    public private(set) var topics: [String] = []

    public init() {}

    public var count: Int { records.count }
    public var isEmpty: Bool { records.isEmpty }
    public var indices: Range<Int> { records.indices }

    public func topic(_ index: Int) -> String { topics[Int(records[index].topic)] }

    public func place(_ index: Int) -> Place {
        let record = records[index]
        return Place(topic: topic(index), partition: record.partition, offset: record.offset)
    }

    public mutating func reserve(records: Int, bytes: Int) {
        self.records.reserveCapacity(records)
        self.bytes.reserveCapacity(bytes)
    }

    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        records.removeAll(keepingCapacity: true)
        headers.removeAll(keepingCapacity: true)
    }

    /// Adds a record whose key and value are copied.
    @inlinable
    public mutating func append<Bytes: Collection<UInt8>>(
        topic: String, partition: Int32 = -1, offset: Int64 = -1, timestampMs: Int64 = 0,
        key: Bytes?, value: Bytes?
    ) {
        let keyRange = key.map { copy($0) }
        let valueRange = value.map { copy($0) }
        add(topic, partition, offset, timestampMs, keyRange, valueRange)
    }

    /// Adds a record whose key is `symbol` and whose value `write` appends to the arena.
    public mutating func append(
        topic: String, partition: Int32 = -1, timestampMs: Int64 = 0, key symbol: Symbol,
        write: (inout [UInt8]) -> Void
    ) {
        let keyRange = grow(symbol.append)
        let valueRange = grow(write)
        add(topic, partition, -1, timestampMs, keyRange, valueRange)
    }

    /// Adds a header to the newest record.
    public mutating func addHeader(_ name: String, _ value: String) {
        addHeader(name) { $0.append(contentsOf: value.utf8) }
    }

    /// Adds a header with any bytes to the newest record.
    @inlinable
    public mutating func addHeader(_ name: String, copying value: some Collection<UInt8>) {
        addHeader(name) { $0.append(contentsOf: value) }
    }

    /// Adds a header to the newest record, with the bytes that `write` appends to the arena.
    public mutating func addHeader(_ name: String, write: (inout [UInt8]) -> Void) {
        precondition(!records.isEmpty, "a header needs a record")
        addHeader(name, grow(write))
    }

    /// Adds a copy of a record of another batch, whole.
    public mutating func append(_ index: Int, of other: RecordBatch) {
        let record = other.records[index]
        let key = record.key.map { copy($0, of: other) }
        let value = record.value.map { copy($0, of: other) }
        add(
            other.topic(index), record.partition, record.offset, record.timestampMs, key, value)
        for header in other.headers[record.headers] {
            addHeader(header.name, copy(header.value, of: other))
        }
    }

    /// Adds copies of all records of another batch.
    public mutating func append(contentsOf other: RecordBatch) {
        if isEmpty {
            self = other
        } else {
            for index in other.indices { append(index, of: other) }
        }
    }

    /// The offset after the last record of each partition in the batch, once each, in the order in
    /// which they first come; records of several may lie one among the other.
    public var ends: [(partition: TopicPartition, next: Int64)] {
        var found: [(partition: TopicPartition, next: Int64)] = []
        for index in indices {
            let record = records[index]
            if index + 1 < count {
                let next = records[index + 1]
                if next.topic == record.topic && next.partition == record.partition { continue }
            }
            let partition = TopicPartition(topic: topic(index), partition: record.partition)
            if let known = found.firstIndex(where: { $0.partition == partition }) {
                found[known].next = record.offset + 1
            } else {
                found.append((partition, record.offset + 1))
            }
        }
        return found
    }

    /// Gives the newest record its place in a log.
    mutating func place(_ partition: Int32, _ offset: Int64, defaultTimestampMs: Int64) {
        let last = records.count - 1
        records[last].partition = partition
        records[last].offset = offset
        if records[last].timestampMs == 0 { records[last].timestampMs = defaultTimestampMs }
    }

    /// The key as text, invalid UTF-8 repaired; nil without a key.
    public func keyText(_ index: Int) -> String? {
        records[index].key.map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// The value as text, invalid UTF-8 repaired; empty for a tombstone.
    public func valueText(_ index: Int) -> String {
        records[index].value.map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
    }

    /// The value of the record's last header of that name, as text.
    public func header(_ index: Int, _ name: String) -> String? {
        headers[records[index].headers].last { $0.name == name }
            .map { String(decoding: bytes[$0.value], as: UTF8.self) }
    }

    @usableFromInline
    mutating func add(
        _ topic: String, _ partition: Int32, _ offset: Int64, _ timestampMs: Int64,
        _ key: Range<Int>?, _ value: Range<Int>?
    ) {
        records.append(
            Record(
                topic: intern(topic), partition: partition, offset: offset,
                timestampMs: timestampMs, key: key, value: value,
                headers: headers.count..<headers.count))
    }

    private mutating func addHeader(_ name: String, _ value: Range<Int>) {
        headers.append(Header(name: name, value: value))
        let last = records.count - 1
        records[last].headers = records[last].headers.lowerBound..<headers.count
    }

    @inlinable
    mutating func copy(_ source: some Collection<UInt8>) -> Range<Int> {
        grow { $0.append(contentsOf: source) }
    }

    private mutating func copy(_ range: Range<Int>, of other: RecordBatch) -> Range<Int> {
        copy(other.bytes[range])
    }

    /// Has `write` append to the arena; where that lies.
    @usableFromInline
    mutating func grow(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
        let start = bytes.count
        write(&bytes)
        return start..<bytes.count
    }

    private mutating func intern(_ topic: String) -> UInt16 {
        if let last = records.last, topics[Int(last.topic)] == topic { return last.topic }
        if let known = topics.firstIndex(of: topic) { return UInt16(known) }
        topics.append(topic)
        return UInt16(topics.count - 1)
    }
}
