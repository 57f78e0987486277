import Contracts

/// Where captured records go: one file, or files for each topic and partition in a folder.
final class CaptureTarget {
    /// A file in a place of its own.
    private final class Slot {
        var file: CaptureFile

        init(_ file: consuming CaptureFile) {
            self.file = file
        }
    }

    private let path: String
    private let isFolder: Bool
    private let isGzip: Bool
    /// A file of a folder with so many bytes is followed by another.
    private let bytesMax: Int
    private var slots: [TopicPartition: Slot] = [:]
    private var numbers: [TopicPartition: Int] = [:]
    private var order: [TopicPartition] = []
    private(set) var files = 0

    /// Several topics, and a path that is a folder or ends with /, make it a folder.
    ///
    /// - Throws: ``CommandFault`` when the folder cannot be made.
    init(_ path: String, topics: Int, gzip: Bool, bytesMax: Int?) throws(CommandFault) {
        isFolder =
            path.hasSuffix("/") || OutputFile.isFolder(path) || topics > 1
            || bytesMax != nil
        var folder = path
        while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
        self.path = folder
        isGzip = gzip
        self.bytesMax = bytesMax ?? .max
        if isFolder { try OutputFile.makeFolder(folder) }
    }

    /// Adds a record's line with `write`.
    ///
    /// - Throws: ``CommandFault``
    func add(
        _ record: TopicPartition, _ write: (inout [UInt8]) -> Void
    ) throws(CommandFault) {
        let place = isFolder ? record : TopicPartition(topic: "", partition: 0)
        if let slot = slots[place], slot.file.bytes < bytesMax {
            return try slot.file.add(write)
        }
        try slots[place]?.file.finish()
        if slots[place] == nil { order.append(place) }
        let slot = Slot(try CaptureFile(name(of: place), gzip: isGzip))
        slots[place] = slot
        files += 1
        try slot.file.add(write)
    }

    /// Hands everything to the system; with `isEnd` it is put on the disk.
    ///
    /// - Throws: ``CommandFault``
    func flush(isEnd: Bool = false) throws(CommandFault) {
        for place in order {
            guard let slot = slots[place] else { continue }
            if isEnd { try slot.file.finish() } else { try slot.file.flush() }
        }
    }

    /// `market_raw-3.ndjson.gz`, or `market_raw-3-000002.ndjson.gz` where files follow each other.
    private func name(of place: TopicPartition) -> String {
        guard isFolder else { return path }
        var name = "\(path)/\(place.topic)-\(place.partition)"
        if bytesMax < .max {
            let number = (numbers[place] ?? 0) + 1
            numbers[place] = number
            let digits = "\(number)"
            name += "-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
        }
        return name + (isGzip ? ".ndjson.gz" : ".ndjson")
    }
}
