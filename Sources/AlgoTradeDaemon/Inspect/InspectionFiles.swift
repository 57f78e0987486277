import Contracts

/// Recorded files, merged by time, through the data plane's machine.
enum InspectionFiles {
    /// Records between two looks at how far it is.
    private static let stride = 4096

    /// - Throws: ``CommandFault`` when a file cannot be read, or there are too many events.
    static func read(
        _ files: [ReplayFile], _ inspection: Inspection
    ) throws(CommandFault) -> Inspection {
        let refused = RefusedLines()
        var recorder = InspectionRecorder(inspection)
        var progress = ProgressLine()
        defer { progress.clear() }
        var merge = ReplayMerge()
        var sources: [ReplaySource] = []
        for file in files {
            var records = try RecordedRecords(
                file, skipsInvalid: true, isStopping: { false }, complain: { _ in },
                refuse: { place, fault in refused.add(place, fault) })
            if try records.advance() { merge.add(sources.count, records.time) }
            sources.append(ReplaySource(records))
        }
        var count = 0
        var bytes: [UInt8] = []
        while let next = merge.next {
            let source = sources[next]
            bytes.removeAll(keepingCapacity: true)
            source.records.write(source.records.time, to: &bytes)
            refused.empty(into: &recorder)
            try recorder.take(bytes.span, place: source.records.place)
            merge.replaceNext(try source.records.advance() ? source.records.time : nil)
            count += 1
            guard count % stride == 0 else { continue }
            let sizes = sources.compactMap { $0.records.size }
            progress.show(
                files.map(\.path).joined(separator: ", "), records: count,
                bytes: sources.reduce(0) { $0 + $1.records.bytesRead },
                of: sizes.count == sources.count ? sizes.reduce(0, +) : nil)
        }
        refused.empty(into: &recorder)
        return recorder.inspection
    }
}

/// Lines that are no records, until they are handed on.
private final class RefusedLines {
    private static let reason = "contract"

    private var lines: [InspectedVerdict] = []
    /// How many there were besides.
    private var further = 0

    func add(_ place: String, _ fault: RowFault) {
        guard lines.count < Inspection.verdictsMax else {
            further += 1
            return
        }
        lines.append(
            InspectedVerdict(
                kind: .deadLetter, time: nil, reason: Self.reason, detail: fault.reason,
                place: place))
    }

    func empty(into recorder: inout InspectionRecorder) {
        for line in lines { recorder.take(line) }
        recorder.countLetters(Self.reason, further)
        lines.removeAll()
        further = 0
    }
}
