import Contracts
import KafkaBus

/// How far a replay with a name is. It is kept as the offset of a consumer group, which is
/// committed in one transaction with the records: so nothing is lost and nothing sent twice.
struct ReplayBookmark: Sendable {
    /// How long records may wait for a commit, and how many of them.
    static let interval: Duration = .milliseconds(200)
    static let recordsMax = 50_000

    let name: String
    let group: String
    let fingerprint: String

    init(_ name: String, _ plan: ReplayPlan, _ settings: KafkaSettings) throws(CommandFault) {
        self.name = name
        group = "\(settings.groupId).replay.\(name)"
        fingerprint = try plan.fingerprint()
    }

    /// Has the plan go on behind what was committed.
    ///
    /// - Throws: ``CommandFault`` when the bookmark is another replay's.
    func resume(_ plan: inout ReplayPlan, _ position: StreamPosition?) throws(CommandFault) {
        // A commit takes a moment: few of them keep up at any speed.
        plan.tick = 20_000_000
        guard let position else { return }
        let words = position.note.split(separator: " ")
        guard words.count == 3, words[0] == "replay/1", let shift = Int64(words[2]) else {
            throw CommandFault(
                "group \(group) is no bookmark of a replay: its note is "
                    + "\"\(TerminalText.shown(position.note))\"",
                remedy: "choose another name with --resume")
        }
        guard words[1] == fingerprint else {
            throw CommandFault(
                "--resume \(name): the replay was begun with other files or options, "
                    + "\(NumberText.whole(Int(position.offset))) records are sent",
                remedy: "give the same ones, or choose another name")
        }
        plan.skip = Int(position.offset)
        plan.shift = .by(shift)
    }

    /// The place that is committed.
    var partition: TopicPartition {
        TopicPartition(topic: Topic.marketRaw.rawValue, partition: 0)
    }

    func position(behind records: Int, shift: Int64?) -> StreamPosition {
        StreamPosition(
            group: group, partition: partition, offset: Int64(records),
            note: "replay/1 \(fingerprint) \(shift ?? 0)")
    }
}
