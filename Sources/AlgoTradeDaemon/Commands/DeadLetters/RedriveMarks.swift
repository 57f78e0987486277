import Contracts

/// What has been sent back already.
///
/// Two planes may have given up the same record, each with a dead letter of its own; when one of
/// the two is sent back, so is the other.
struct RedriveMarks: Sendable {
    private(set) var marks: [Place: RedriveMark] = [:]
    /// The records that are back, and the dead letter that each was sent back from.
    private var letters: [StoredLetter.Source: Place] = [:]

    /// Takes a record of the state topic into account: newer ones replace older ones of their key.
    mutating func note(_ index: Int, of batch: RecordBatch) {
        guard let letter = batch.keyText(index).flatMap(RedriveMark.letter(ofKey:)) else { return }
        remove(letter)
        if let mark = RedriveMark(index, of: batch) { add(mark) }
    }

    mutating func add(_ mark: RedriveMark) {
        marks[mark.letter] = mark
        guard let source = mark.source, letters[source] == nil else { return }
        letters[source] = mark.letter
    }

    /// The mark that stands for this dead letter itself.
    func own(of letter: StoredLetter) -> RedriveMark? {
        guard let mark = marks[letter.place], mark.letterTimestampMs == letter.timestampMs else {
            return nil
        }
        return mark
    }

    /// The mark that says that the dead letter's record is back; nil: it is not.
    func mark(of letter: StoredLetter) -> RedriveMark? {
        if let mark = own(of: letter) { return mark }
        return letter.source.flatMap { letters[$0] }.flatMap { marks[$0] }
    }

    /// Dead letters of a topic that have a mark and exist no more.
    ///
    /// - Parameter kept: the offsets that each partition holds.
    func stale(topic: String, kept: [Int32: Range<Int64>]) -> [Place] {
        marks.keys.filter { place in
            place.topic == topic && kept[place.partition]?.contains(place.offset) != true
        }
        .sorted { ($0.partition, $0.offset) < ($1.partition, $1.offset) }
    }

    private mutating func remove(_ letter: Place) {
        guard let old = marks.removeValue(forKey: letter) else { return }
        guard let source = old.source, letters[source] == letter else { return }
        letters[source] = nil
    }
}
