extension ExecutionReport {
    /// Reads an `execution_report`; rules that older producers break are counted in `notes`.
    public static func decode(
        _ bytes: Span<UInt8>, notes: inout ReadingNotes
    ) throws(ContractFaults) -> ExecutionReport {
        do {
            let report = try read(bytes, &notes.memory)
            notes.endRecord(bytes)
            report.forEachBreach { notes.add($0) }
            return report
        } catch {
            throw notes.faults(in: bytes, .report)
        }
    }
}
