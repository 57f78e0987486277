import Contracts
import Glibc

/// What is to be validated, how it is told, and how much of the machine may be used.
struct ValidationJob: Sendable {
    /// Bytes that a worker takes at once.
    static let blockBytes = 1 << 20
    /// More workers would wait for the file, and need their buffers.
    static let workersMax = 16
    let topic: Topic
    var format = OutputFormat.text
    /// JSON tells the file of each record.
    var namesFiles = false
    /// Each file is one record.
    var isWhole = false
    /// Nothing is told but the summary.
    var isQuiet = false
    /// JSON ends with a summary; text always does.
    var hasSummary = false
    var workers = Self.coreCount
    var blockBytes = Self.blockBytes
    /// Bytes of results that may wait for the results before them.
    var waitingBytesMax = 1 << 24
    /// A block's results are written in pieces when they are longer than this.
    var textMax: Int { waitingBytesMax / (2 * workers) }

    private static var coreCount: Int {
        min(workersMax, max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}

/// Where results go.
struct ValidationOutput: Sendable {
    /// Writes results.
    var write: @Sendable ([UInt8]) throws(OutputFault) -> Void
    /// Tells why a file cannot be read.
    var complain: @Sendable (String) -> Void

    static let terminal = ValidationOutput(
        write: { bytes throws(OutputFault) in try Terminal.deliver(bytes) },
        complain: { Terminal.complain($0) })
}
