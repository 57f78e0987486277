import Contracts

/// What a redrive did, or would do.
struct RedriveTally: Sendable {
    /// Refused dead letters that are told one by one.
    static let refusalsToldMax = 100

    let request: RedriveRequest
    let isDryRun: Bool
    /// Sent back and committed; in a dry run: what would be.
    private(set) var sent = 0
    private(set) var byReason: [String: Int] = [:]
    /// Were back already.
    private(set) var back = 0
    private(set) var refused = 0
    private(set) var refusals: [(place: Place, refusal: RedriveRefusal)] = []
    /// Of those sent: break their contract as they stand. Dry runs look.
    private(set) var broken = 0
    /// Marks of dead letters that are no more.
    private(set) var forgotten = 0
    /// Offsets named one by one that were met.
    private var met: Set<Int64> = []
    /// The walk came to its end.
    private(set) var isComplete = false

    init(_ request: RedriveRequest, isDryRun: Bool) {
        self.request = request
        self.isDryRun = isDryRun
    }

    /// Offsets named one by one at which no dead letter is.
    var missing: [Int64] {
        guard isComplete, let offsets = request.offsets else { return [] }
        return offsets.named.filter { !met.contains($0) }
    }

    /// Whether everything asked for is back.
    var isGood: Bool { isComplete && refused == 0 && missing.isEmpty }

    mutating func meet(_ letter: StoredLetter) {
        if request.offsets != nil { met.insert(letter.place.offset) }
    }

    mutating func noteBack() { back += 1 }

    mutating func refuse(_ letter: StoredLetter, _ refusal: RedriveRefusal) {
        refused += 1
        if refusals.count < Self.refusalsToldMax { refusals.append((letter.place, refusal)) }
    }

    mutating func noteSent(_ reasons: [String], broken: Int = 0) {
        sent += reasons.count
        for reason in reasons { byReason[reason, default: 0] += 1 }
        self.broken += broken
    }

    mutating func noteForgotten(_ count: Int) { forgotten += count }

    mutating func complete() { isComplete = true }

    /// A walk that begins again takes along what the one before it has sent.
    func begunAgain() -> RedriveTally {
        var tally = RedriveTally(request, isDryRun: isDryRun)
        tally.sent = sent
        tally.byReason = byReason
        tally.forgotten = forgotten
        tally.sentBefore = sent
        return tally
    }

    /// What earlier walks of this run sent is met again as "back".
    private var sentBefore = 0

    /// Were back before this run.
    var backAlready: Int { max(0, back - sentBefore) }
}

extension RedriveTally {
    /// `dlq_market_raw: 12 sent back to market_raw, 3 were back already, 1 refused`
    var text: String {
        let verb = isDryRun ? "would go back" : "sent back"
        var parts = ["\(NumberText.whole(sent)) \(verb) to \(request.topic.rawValue)\(reasons)"]
        if backAlready > 0 { parts.append("\(NumberText.whole(backAlready)) were back already") }
        if refused > 0 { parts.append("\(NumberText.whole(refused)) refused") }
        return "\(request.letters): \(parts.joined(separator: ", "))"
    }

    /// What else is to be known, a line each.
    var remarks: [String] {
        var lines = refusals.map { "\($0.place): not sent back: \($0.refusal)" }
        if refused > refusals.count {
            lines.append("… and \(NumberText.whole(refused - refusals.count)) more refused")
        }
        for offset in missing {
            lines.append("\(request.letters): no dead letter at offset \(offset)")
        }
        if broken == 1 {
            lines.append("1 of them still breaks its contract, and will come back a dead letter")
        } else if broken > 1 {
            lines.append(
                "\(NumberText.whole(broken)) of them still break their contract, and will come "
                    + "back dead letters")
        }
        if sent > 0, request.topic == .orderIntents {
            lines.append(
                "an intent stays as old as it is: the risk gate rejects what is older than "
                    + "order_plane.risk.max_intent_age")
        }
        return lines
    }

    private var reasons: String {
        guard sent > 0 else { return "" }
        let parts = byReason.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(TerminalText.shown($0.key)) \(NumberText.whole($0.value))" }
        return " (\(parts.joined(separator: ", ")))"
    }

    func write(to text: inout JSONText) {
        text.member("topic", request.letters)
        text.member("to", request.topic.rawValue)
        text.member("dry_run", isDryRun)
        text.member("complete", isComplete)
        text.member("sent", sent)
        text.name("reasons")
        text.object { object in
            for (reason, count) in byReason.sorted(by: { $0.key < $1.key }) {
                object.member(reason, count)
            }
        }
        text.member("already_back", backAlready)
        text.member("refused", refused)
        text.name("refusals")
        text.array(refusals) { list, entry in
            list.object {
                $0.member("partition", entry.place.partition)
                $0.member("offset", entry.place.offset)
                $0.member("code", entry.refusal.code)
                $0.member("message", "\(entry.refusal)")
            }
        }
        text.name("missing")
        text.array(missing) { $0.value($1) }
        if isDryRun { text.member("still_broken", broken) }
        text.member("marks_forgotten", forgotten)
    }
}
