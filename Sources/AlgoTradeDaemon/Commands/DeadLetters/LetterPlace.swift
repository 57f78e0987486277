import ArgumentParser
import Contracts

/// An argument that names a topic of dead letters, and perhaps where in it.
struct LetterPlace: Equatable, Sendable {
    var topic: Topic
    var partition: Int32?
    var offset: Int64?

    var letters: String { topic.deadLetters }

    /// `TOPIC`, `TOPIC/OFFSET` or `TOPIC/PARTITION/OFFSET`; the topic with or without its `dlq_`.
    ///
    /// - Throws: a usage error that says what was meant.
    static func parse(_ text: String) throws -> LetterPlace {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        var place = LetterPlace(topic: try topic(parts[0]))
        let numbers = parts.dropFirst()
        guard numbers.count <= 2 else { throw unreadable(text) }
        if let last = numbers.last {
            guard let offset = Int64(last), offset >= 0 else { throw unreadable(text) }
            place.offset = offset
        }
        if numbers.count == 2 {
            guard let partition = Int32(parts[1]), partition >= 0 else { throw unreadable(text) }
            place.partition = partition
        }
        return place
    }

    /// Of `dlq_market_raw`, and of `market_raw`.
    static func topic(_ name: String) throws -> Topic {
        guard let topic = Topic(deadLetters: name) ?? Topic(rawValue: name) else {
            throw ValidationError(TopicName.unknown(name, in: TopicName.deadLetters))
        }
        return topic
    }

    private static func unreadable(_ text: String) -> ValidationError {
        ValidationError(
            "\(text) is no place of a dead letter; write TOPIC/OFFSET or TOPIC/PARTITION/OFFSET, "
                + "as dlq_market_raw/0/12")
    }
}
