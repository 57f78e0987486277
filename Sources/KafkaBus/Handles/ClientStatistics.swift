/// Totals of one librdkafka client since its start, from its statistics.
public struct ClientStatistics: Equatable, Sendable {
    /// The client's `client.id` and `type`: producer or consumer.
    public var client: String
    public var type: String
    /// Messages and bytes sent, with protocol overhead in the bytes.
    public var messagesSent: Int
    public var bytesSent: Int
    public var messagesReceived: Int
    public var bytesReceived: Int
    /// Messages in the client's queues.
    public var queued: Int

    /// Nil when the JSON has not the fields that librdkafka documents (STATISTICS.md).
    init?(json: String) {
        // The totals stand behind all nested objects, so the last of each name is meant; what tells
        // of the client itself stands before them, so the first is.
        let bytes = Array(json.utf8)
        guard let client = Self.first("client_id", bytes), let type = Self.first("type", bytes),
            let queued = Self.first("msg_cnt", bytes).flatMap({ Int($0) }),
            let sent = Self.lastNumber("txmsgs", bytes),
            let sentBytes = Self.lastNumber("txmsg_bytes", bytes),
            let received = Self.lastNumber("rxmsgs", bytes),
            let receivedBytes = Self.lastNumber("rxmsg_bytes", bytes)
        else { return nil }
        self.client = client
        self.type = type
        messagesSent = sent
        bytesSent = sentBytes
        messagesReceived = received
        bytesReceived = receivedBytes
        self.queued = queued
    }

    private static func first(_ name: String, _ bytes: [UInt8]) -> String? {
        let key = Array("\"\(name)\":".utf8)
        return bytes.indices.first { bytes[$0...].starts(with: key) }
            .map { value(in: bytes[($0 + key.count)...]) }
    }

    private static func lastNumber(_ name: String, _ bytes: [UInt8]) -> Int? {
        let key = Array("\"\(name)\":".utf8)
        return bytes.indices.last { bytes[$0...].starts(with: key) }
            .flatMap { Int(value(in: bytes[($0 + key.count)...])) }
    }

    /// A string or number up to what ends it.
    private static func value(in bytes: ArraySlice<UInt8>) -> String {
        let text = bytes.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\"") }
            .prefix { !Self.ends.contains($0) }
        return String(decoding: text, as: UTF8.self)
    }

    private static let ends = Array("\",} ".utf8)
}
