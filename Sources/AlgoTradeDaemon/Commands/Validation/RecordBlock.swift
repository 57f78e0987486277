/// Where in a worker's buffer records stand, and where in which file they come from.
struct RecordBlock: Sendable {
    /// Of all blocks of a run, from 0.
    var number = 0
    /// The file's name in messages.
    let file: String
    /// The file is one record, whatever its lines.
    let isWhole: Bool
    /// Bytes used from the buffer's beginning.
    var end = 0
    /// The first line's number.
    var firstLine = 1
    /// Bytes of the file that are read, and how many it has if that is known.
    var bytesRead = 0
    var fileBytes: Int?
    /// Why the file cannot be read further than this block.
    var fault: CommandFault?

    /// No record stands in the buffer.
    var isEmpty: Bool { isWhole ? fault != nil : end == 0 }
}
