import Contracts

/// What an output comes of, by its headers.
enum OutputCause {
    /// A dead letter carries its record's own headers too, `source` among them.
    ///
    /// - Parameter header: the text of the header of that name.
    static func place(_ header: (String) -> String?) -> Place? {
        header(DeadLetter.Header.topic) == nil
            ? header("source").flatMap(Place.init(parsing:)) : DeadLetter.origin(header)
    }
}
