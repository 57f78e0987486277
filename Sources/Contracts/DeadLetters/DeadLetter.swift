/// Why a record went to the dead-letter topic, and who sent it there.
public struct DeadLetter: Sendable {
    /// Names of the headers; the values are strings.
    public enum Header {
        public static let topic = "dlq.topic"
        public static let partition = "dlq.partition"
        public static let offset = "dlq.offset"
        public static let timestamp = "dlq.timestamp"
        public static let reason = "dlq.reason"
        public static let fault = "dlq.fault"
        public static let plane = "dlq.plane"
        public static let attempts = "dlq.attempts"
        public static let host = "dlq.host"
        public static let version = "dlq.version"
        public static let failedAt = "dlq.failed_at"
        /// How often the record has been sent back to its topic from the dead letters.
        public static let redrives = "dlq.redrives"
        /// The dead letter that the record was last sent back from, `dlq_market_raw/0/12`.
        public static let redrivenFrom = "dlq.redriven_from"
        /// Size of the value that was too large to be kept whole.
        public static let truncated = "dlq.truncated"
    }

    /// Bytes of a dead letter at most; brokers take 2 MiB with all that Kafka adds. Larger ones
    /// lose their original headers, but for the count of redrives, and the end of their value.
    public static let bytesMax = 1_900_000
    /// Bytes of `dlq.fault` at most.
    public static let faultBytesMax = 32_768

    /// A stable code: `contract`, `crossed`, `poison` …
    public var reason: String
    /// Each fault on a line of its own.
    public var fault: String
    /// How often the plane was handed the record; a poison record is set aside untried the last
    /// time, so that nothing is left half done.
    public var attempts: Int

    public init(reason: String, fault: String, attempts: Int = 1) {
        self.reason = reason
        self.fault = fault
        self.attempts = attempts
    }
}

extension DeadLetter {
    /// The record that was given up; nil when headers do not tell.
    ///
    /// - Parameter header: the text of a dead letter's header of that name.
    public static func origin(_ header: (String) -> String?) -> Place? {
        guard let topic = header(Header.topic),
            let partition = header(Header.partition).flatMap({ Int32($0) }),
            let offset = header(Header.offset).flatMap({ Int64($0) })
        else { return nil }
        return Place(topic: topic, partition: partition, offset: offset)
    }

    /// The fault as the header has it: whole lines up to the limit, and how many more there were.
    var boundedFault: String {
        guard fault.utf8.count > Self.faultBytesMax else { return fault }
        let lines = fault.split(separator: "\n", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var bytes = 0
        for line in lines {
            bytes += line.utf8.count + 1
            if bytes > Self.faultBytesMax { break }
            kept.append(line)
        }
        if kept.isEmpty { kept = [lines[0].prefix(Self.faultBytesMax / 4)] }
        let rest = lines.count - kept.count
        return kept.joined(separator: "\n") + (rest > 0 ? "\n… and \(rest) more" : "…")
    }
}

/// Who writes dead letters: the headers that are the same for all of one plane.
public struct DeadLetterOrigin: Sendable {
    public var plane: String
    public var host: String
    public var version: String

    public init(plane: String, host: String, version: String) {
        self.plane = plane
        self.host = host
        self.version = version
    }
}

extension RecordBatch {
    /// Adds the dead letter of a record: its bytes, key and headers as they are, and what went
    /// wrong in headers of its own. `failedAt` is written as RFC 3339.
    public mutating func append(
        _ letter: DeadLetter, of index: Int, in source: RecordBatch,
        from origin: DeadLetterOrigin, failedAt: Timestamp
    ) {
        let record = source.records[index]
        let topic = source.topic(index)
        let fault = letter.boundedFault
        let kept = source.headers[record.headers].filter { !Self.isOurs($0.name) }
        let headerBytes = kept.reduce(0) { $0 + $1.name.utf8.count + $1.value.count }
        let ownBytes = fault.utf8.count + 1024 + (record.key?.count ?? 0)
        let valueBytes = record.value?.count ?? 0
        let fits = ownBytes + headerBytes + valueBytes <= DeadLetter.bytesMax
        let room = max(0, DeadLetter.bytesMax - ownBytes)
        append(
            topic: Topic(rawValue: topic)?.deadLetters ?? "dlq_\(topic)", timestampMs: 0,
            key: record.key.map { source.bytes[$0] },
            value: record.value.map { source.bytes[$0].prefix(fits ? valueBytes : room) })
        for header in fits ? kept : Self.ofRedrives(kept) {
            addHeader(header.name, copying: source.bytes[header.value])
        }
        if !fits { addHeader(DeadLetter.Header.truncated, String(valueBytes)) }
        addHeader(DeadLetter.Header.topic, topic)
        addHeader(DeadLetter.Header.partition, String(record.partition))
        addHeader(DeadLetter.Header.offset, String(record.offset))
        addHeader(DeadLetter.Header.timestamp, String(record.timestampMs))
        addHeader(DeadLetter.Header.reason, letter.reason)
        addHeader(DeadLetter.Header.fault, fault)
        addHeader(DeadLetter.Header.plane, origin.plane)
        addHeader(DeadLetter.Header.attempts, String(letter.attempts))
        addHeader(DeadLetter.Header.host, origin.host)
        addHeader(DeadLetter.Header.version, origin.version)
        addHeader(DeadLetter.Header.failedAt, failedAt.description)
    }

    /// Headers of an earlier journey through the dead letters; only what a redrive noted stays.
    private static func isOurs(_ name: String) -> Bool {
        name.hasPrefix("dlq.") && name != DeadLetter.Header.redrives
            && name != DeadLetter.Header.redrivenFrom
    }

    /// What the protection against loops needs, if it is as short as a redrive writes it.
    private static func ofRedrives(_ headers: [Header]) -> [Header] {
        [DeadLetter.Header.redrives, DeadLetter.Header.redrivenFrom].compactMap { name in
            headers.last { $0.name == name && $0.value.count <= redriveBytesMax }
        }
    }

    /// A topic's name, 249 bytes at most, and two numbers.
    private static let redriveBytesMax = 300
}
