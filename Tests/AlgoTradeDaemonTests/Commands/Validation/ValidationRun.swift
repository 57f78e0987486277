import Contracts
import Synchronization
import TestSupport

@testable import AlgoTradeDaemon

/// A validation inside the tests' process, and what it told.
struct ValidationRun {
    var text = ""
    var complaints: [String] = []
    /// Bytes of the longest piece that was written at once.
    var pieceBytesMax = 0
    var isGood = false

    init(_ job: ValidationJob, _ paths: [String]) async throws {
        let told = Told()
        let output = ValidationOutput(
            write: { bytes throws(OutputFault) in told.write(bytes) },
            complain: { told.complain($0) })
        isGood = try await RecordValidator(job: job, output: output).run(paths)
        told.state.withLock {
            text = String(decoding: $0.bytes, as: UTF8.self)
            complaints = $0.complaints
            pieceBytesMax = $0.pieceBytesMax
        }
    }

    /// What was told, in order.
    private final class Told: Sendable {
        let state = Mutex((bytes: [UInt8](), complaints: [String](), pieceBytesMax: 0))

        func write(_ bytes: [UInt8]) {
            state.withLock {
                $0.bytes += bytes
                $0.pieceBytesMax = max($0.pieceBytesMax, bytes.count)
            }
        }

        func complain(_ text: String) { state.withLock { $0.complaints.append(text) } }
    }
}

/// The same by the shortest way: everything in memory, one record after the other.
struct PlainValidation {
    private(set) var text = ""
    private(set) var tally = ValidationTally()

    init(_ job: ValidationJob, _ files: [(name: String, bytes: [UInt8])]) {
        for (name, bytes) in files {
            let lines =
                job.isWhole
                ? [bytes[...]] : bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
            for (index, line) in lines.enumerated() {
                let record = !job.isWhole && line.last == 0x0D ? line.dropLast() : line
                if !job.isWhole, record.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) {
                    continue
                }
                judge(Array(record), index + 1, name, job)
            }
        }
        if job.format == .text {
            text += ValidationSummary(tally: tally).text
        } else if job.hasSummary || job.isQuiet {
            var json = JSONText()
            ValidationSummary(tally: tally).write(to: &json)
            text += String(decoding: json.bytes, as: UTF8.self)
        }
    }

    private mutating func judge(
        _ record: [UInt8], _ line: Int, _ file: String, _ job: ValidationJob
    ) {
        var faults: [ContractFault] = []
        do {
            _ = try Message.decode(record.span, topic: job.topic, notes: &tally.notes)
            tally.addValid()
        } catch {
            faults = error.faults
            tally.add(faults)
        }
        if job.isQuiet { return }
        if job.format == .text {
            for fault in faults { text += "\(file):\(line): \(fault)\n" }
            return
        }
        var json = JSONText()
        json.object {
            if job.namesFiles { $0.member("file", file) }
            $0.member("line", line)
            $0.member("valid", faults.isEmpty)
            $0.name("faults")
            $0.array(faults) { list, fault in
                list.object {
                    $0.member("path", fault.path)
                    $0.member("code", fault.code.rawValue)
                    $0.member("offset", fault.offset)
                    $0.member("expected", fault.expected)
                    $0.member("found", fault.found)
                }
            }
        }
        text += String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}
