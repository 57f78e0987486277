extension OrderIntent {
    /// Reads an `order_intent`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> OrderIntent {
        do {
            let message = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, .intent)
        }
    }
}
