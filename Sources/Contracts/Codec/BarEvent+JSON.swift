extension BarEvent {
    /// Reads a `bar_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> BarEvent {
        do {
            let message = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, .bar)
        }
    }
}
