import Contracts

/// The value that takes a dead letter's place.
struct RedriveEdit: Equatable, Sendable {
    var value: [UInt8]
    /// The symbol of the message, which is its key; nil when it was not validated.
    var symbol: String?
}

extension RedriveEdit {
    /// As long as a value may be for the brokers to take it with its headers.
    private static let bytesMax = 1_900_000

    /// Reads the value from a file; the line end behind it is not part of it.
    ///
    /// - Parameter topic: whose contract it must keep; nil: it may be anything.
    /// - Throws: ``CommandFault`` with every fault.
    init(path: String, topic: Topic?) throws(CommandFault) {
        var file = try InputFile(path)
        var bytes: [UInt8] = []
        while bytes.count <= Self.bytesMax,
            try file.next({ chunk in for i in chunk.indices { bytes.append(chunk[i]) } })
        {}
        guard bytes.count <= Self.bytesMax else {
            throw CommandFault(
                "\(file.name): more than \(Self.bytesMax) bytes",
                remedy: "a record has one value; brokers take no larger one")
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        self.init(value: bytes)
        guard let topic else { return }
        var notes = ReadingNotes()
        do {
            symbol = try Message.decode(bytes.span, topic: topic, notes: &notes)
                .symbol.description
        } catch {
            throw CommandFault(
                error.faults.map { "\(file.name): \($0)" }.joined(separator: "\n"),
                remedy: "nothing was sent; correct it, or for a drill add --no-validate")
        }
    }
}
