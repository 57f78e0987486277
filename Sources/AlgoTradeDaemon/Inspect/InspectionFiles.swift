import Contracts

/// Recorded files through the data plane's machine.
enum InspectionFiles {
    /// - Throws: ``CommandFault`` when a file cannot be read, or there are too many events.
    static func read(
        _ paths: [String], _ inspection: Inspection
    ) throws(CommandFault) -> Inspection {
        var recorder = InspectionRecorder(inspection)
        var progress = ProgressLine()
        for path in paths {
            var file = try InputFile(path)
            var splitter = LineSplitter()
            var done = 0
            var fault: CommandFault?
            let name = file.name
            func take(_ line: Int, _ bytes: Span<UInt8>) {
                do throws(CommandFault) {
                    try recorder.take(bytes, place: "\(name):\(line)")
                } catch { fault = error }
            }
            while try file.next({ chunk in
                done += chunk.count
                splitter.feed(chunk) { take($0, $1) }
            }) {
                if let fault { throw fault }
                progress.show(name, records: splitter.lines, bytes: done, of: file.size)
            }
            splitter.finish { take($0, $1) }
            if let fault { throw fault }
        }
        progress.clear()
        return recorder.inspection
    }
}
