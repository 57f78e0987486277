import Gzip

/// A file of captured lines. Whatever ends the program, it holds whole lines, and whole gzip
/// members: each piece is handed to the system at once.
struct CaptureFile: ~Copyable {
    /// Lines are kept until there are so many bytes of them.
    private static let pieceBytes = 1 << 20

    private let file: OutputFile
    private var deflater: Deflater?
    private var waiting: [UInt8] = []
    /// Bytes that are written, as they are stored.
    private(set) var bytes = 0

    /// - Throws: ``CommandFault``
    init(_ path: String, gzip: Bool) throws(CommandFault) {
        // Made first: a file of which nothing comes is not left behind.
        deflater = gzip ? try Self.deflater(path) : nil
        file = try OutputFile(path)
    }

    private static func deflater(_ path: String) throws(CommandFault) -> Deflater {
        do {
            return try Deflater()
        } catch {
            throw CommandFault("\(path): \(error)", remedy: "write without --gzip")
        }
    }

    /// Adds a line with `write`.
    ///
    /// - Throws: ``CommandFault``
    mutating func add(_ write: (inout [UInt8]) -> Void) throws(CommandFault) {
        write(&waiting)
        if waiting.count >= Self.pieceBytes { try flush() }
    }

    /// Hands what waits to the system.
    ///
    /// - Throws: ``CommandFault``
    mutating func flush() throws(CommandFault) {
        guard !waiting.isEmpty else { return }
        if deflater != nil {
            var packed: [UInt8] = []
            deflater?.member(waiting, to: &packed)
            try file.write(packed)
            bytes += packed.count
        } else {
            try file.write(waiting)
            bytes += waiting.count
        }
        waiting.removeAll(keepingCapacity: true)
    }

    /// Hands everything to the system, and has it put on the disk.
    mutating func finish() throws(CommandFault) {
        try flush()
        file.synchronise()
    }
}
