extension RecordWriter {
    @inline(__always)
    mutating func write(_ quality: DataQuality, _ room: inout MutableSpan<UInt8>) {
        let start = open(.dataQuality, &room)
        write(.completenessScore, quality.completenessScore, &room)
        write(.freshnessMs, quality.freshnessMs, &room)
        write(.source, quality.source, &room)
        close(start, &room)
    }

    @inline(__always)
    mutating func write(
        _ metadata: EventMetadata, isTick: Bool, _ room: inout MutableSpan<UInt8>
    ) {
        let start = open(.metadata, &room)
        if let id = metadata.producerId { write(.producerId, id, &room) }
        if let number = metadata.sequenceNumber { write(.sequenceNumber, number, &room) }
        if let topic = metadata.kafkaTopic { write(.kafkaTopic, topic, &room) }
        if isTick, let kind = metadata.kind { write(.kind, kind, &room) }
        close(start, &room)
    }
}

extension DataQuality {
    /// Of its member with the key.
    static let bytesMax = 132
}

extension EventMetadata {
    /// Of its member with the key.
    @inline(__always)
    var bytesMax: Int {
        117 + RecordWriter.stringMax(producerId) + RecordWriter.stringMax(kafkaTopic)
    }
}
