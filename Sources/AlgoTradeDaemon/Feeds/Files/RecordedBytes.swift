import Contracts
import Gzip

/// A recorded file's bytes, decompressed when they are gzip, whatever the file's name says.
struct RecordedBytes: ~Copyable {
    /// Compressed bytes that are read at once.
    private static let chunkBytes = 1 << 17
    /// How long a pipe is waited for before somebody may ask for the end.
    private static let patienceMs: Int32 = 100

    /// The name in messages.
    var name: String { file.name }
    /// Bytes of a regular file as they are stored, nil for pipes.
    var size: Int? { file.size }
    /// Stored bytes that have been read.
    private(set) var bytesRead = 0

    private let file: InputFile
    private let isStopping: @Sendable () -> Bool
    /// Stored bytes that wait to be decompressed, or handed on.
    private var stored: [UInt8] = []
    private var waiting = 0..<0
    private var isEnded = false
    private var inflater: Inflater?
    private var isFirst = true

    /// - Parameter isStopping: asked while a pipe brings nothing; true ends the file there.
    /// - Throws: ``CommandFault`` when it cannot be opened.
    init(_ path: String, isStopping: @escaping @Sendable () -> Bool) throws(CommandFault) {
        file = try InputFile(path)
        self.isStopping = isStopping
    }

    /// Reads to `room` of the buffer; 0 only at the end.
    ///
    /// - Throws: ``CommandFault`` when the file cannot be read, or its gzip data not further.
    mutating func read(
        into buffer: inout [UInt8], _ room: Range<Int>
    ) throws(CommandFault) -> Int {
        if isFirst {
            isFirst = false
            // What tells gzip apart may come in pieces.
            while waiting.count < 3, try fetch() {}
            if Inflater.recognises(stored.span.extracting(waiting)) { inflater = try start() }
        }
        if inflater != nil { return try decompress(into: &buffer, room) }
        guard waiting.isEmpty else { return handOn(to: &buffer, room) }
        let count = try Self.read(file, into: &buffer, room, isStopping)
        bytesRead += count
        return count
    }

    private mutating func decompress(
        into buffer: inout [UInt8], _ room: Range<Int>
    ) throws(CommandFault) -> Int {
        while true {
            if waiting.isEmpty, try !fetch() {
                guard inflater?.isComplete ?? true else {
                    if isStopping() { return 0 }
                    throw fault("ends in the middle of its gzip data")
                }
                return 0
            }
            // Zeros behind the last member are padding, of tapes and the like.
            if inflater?.isComplete == true, bytesRead > waiting.count, try skipZeros() {
                continue
            }
            do {
                let step = try inflater?.step(stored, waiting, into: &buffer, room)
                guard let step else { return 0 }
                waiting = (waiting.lowerBound + step.consumed)..<waiting.upperBound
                if step.produced > 0 { return step.produced }
            } catch {
                throw fault("\(error)")
            }
        }
    }

    /// Passes over zeros; false when something else comes.
    private mutating func skipZeros() throws(CommandFault) -> Bool {
        guard stored[waiting.lowerBound] == 0 else { return false }
        while !waiting.isEmpty, stored[waiting.lowerBound] == 0 {
            waiting = (waiting.lowerBound + 1)..<waiting.upperBound
        }
        return true
    }

    private mutating func handOn(to buffer: inout [UInt8], _ room: Range<Int>) -> Int {
        let count = min(room.count, waiting.count)
        for i in 0..<count { buffer[room.lowerBound + i] = stored[waiting.lowerBound + i] }
        waiting = (waiting.lowerBound + count)..<waiting.upperBound
        return count
    }

    /// Reads stored bytes behind those that wait; false at the end.
    private mutating func fetch() throws(CommandFault) -> Bool {
        if isEnded { return false }
        if stored.isEmpty { stored = [UInt8](repeating: 0, count: Self.chunkBytes) }
        if waiting.isEmpty { waiting = 0..<0 }
        let room = waiting.upperBound..<stored.count
        let count = try Self.read(file, into: &stored, room, isStopping)
        waiting = waiting.lowerBound..<(waiting.upperBound + count)
        bytesRead += count
        isEnded = count == 0
        return count > 0
    }

    private static func read(
        _ file: borrowing InputFile, into buffer: inout [UInt8], _ room: Range<Int>,
        _ isStopping: () -> Bool
    ) throws(CommandFault) -> Int {
        while !file.isReady(within: patienceMs) {
            if isStopping() { return 0 }
        }
        return try file.read(into: &buffer, room)
    }

    private func start() throws(CommandFault) -> Inflater {
        do {
            return try Inflater()
        } catch {
            throw fault("\(error)")
        }
    }

    private func fault(_ reason: String) -> CommandFault {
        CommandFault(
            "\(name): \(reason)",
            remedy: "check it with `gzip -t`, and copy or record it again")
    }
}
