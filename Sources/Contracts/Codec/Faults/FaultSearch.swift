/// Finds every fault of a record by the shapes; nothing but the faults is made.
///
/// The time is linear in the record's length, whatever it holds. Fields that nobody knows are
/// not noted.
package enum FaultSearch {
    /// All faults of a record of a topic, in the order of the bytes; none when it is legal. A
    /// record whose type is missing or unknown has that one fault of contents.
    package static func faults(in bytes: Span<UInt8>, topic: Topic) -> [ContractFault] {
        let plan = FaultPlan.shared.topics[topic.index]
        guard let typed = plan.typed else { return faults(in: bytes, object: plan.firstKind) }
        guard let type = type(of: bytes, typed) else {
            return faults(in: bytes, object: typed.untyped)
        }
        return faults(in: bytes, object: plan.firstKind + type)
    }

    /// All faults of a record that has to be a message of one kind.
    static func faults(in bytes: Span<UInt8>, kind: MessageKind) -> [ContractFault] {
        faults(in: bytes, object: kind.rawValue)
    }

    private static func faults(in bytes: Span<UInt8>, object: Int) -> [ContractFault] {
        var reader = JSONReader()
        reader.judgeDocument(bytes, object)
        return reader.sortedFaults()
    }

    /// Which of the topic's types the record says it is, wherever among its fields it says so;
    /// nil when it does not, or says something unknown, or a fault of syntax stands before.
    private static func type(
        of bytes: Span<UInt8>, _ typed: FaultPlan.TopicPlan.Typed
    ) -> Int? {
        var reader = JSONReader()
        reader.judgeDocument(bytes, typed.finder)
        guard let place = reader.found else { return nil }
        reader = JSONReader()
        reader.position = place
        return try? reader.word(bytes, typed.words)
    }
}
