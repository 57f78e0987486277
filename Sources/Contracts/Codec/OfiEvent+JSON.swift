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

    /// Appends the event's canonical JSON; traps on a number that is not finite.
    public func encode(into bytes: inout [UInt8]) {
        bytes.object { bytes in
            bytes.write(.eventType, "ofi_event")
            bytes.write(.symbol, symbol)
            bytes.write(.timestamp, timestamp)
            bytes.write(.ofiZ, ofiZ)
            if let ofiRaw { bytes.write(.ofiRaw, ofiRaw) }
            if let ofiMa { bytes.write(.ofiMa, ofiMa) }
            if let ofiStd { bytes.write(.ofiStd, ofiStd) }
            if let windowMs { bytes.write(.windowMs, windowMs) }
            if let eventCount { bytes.write(.eventCount, eventCount) }
            if let metadata { bytes.write(metadata, isTick: false) }
        }
    }
}
