import Contracts

/// What an output comes of, by its headers.
enum OutputCause {
    /// A dead letter carries its record's own headers too, `source` among them.
    ///
    /// - Parameter header: the text of the header of that name.
    static func place(_ header: (String) -> String?) -> Place? {
        if let topic = header(DeadLetter.Header.topic) {
            let number = header(DeadLetter.Header.partition).flatMap { Int32($0) }
            let offset = header(DeadLetter.Header.offset).flatMap { Int64($0) }
            guard let number, let offset else { return nil }
            return Place(topic: topic, partition: number, offset: offset)
        }
        return header("source").flatMap(Place.init(parsing:))
    }
}
