extension OfiEvent {
    /// Reads an `ofi_event`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> OfiEvent {
        do {
            let message = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            return message
        } catch {
            throw notes.faults(in: bytes, .ofi)
        }
    }
}
