extension [UInt8] {
    mutating func write(_ quality: DataQuality) {
        object(.dataQuality) { bytes in
            bytes.write(.completenessScore, quality.completenessScore)
            bytes.write(.freshnessMs, quality.freshnessMs)
            bytes.write(.source, quality.source)
        }
    }

    mutating func write(_ metadata: EventMetadata, isTick: Bool) {
        object(.metadata) { bytes in
            if let id = metadata.producerId { bytes.write(.producerId, id) }
            if let number = metadata.sequenceNumber { bytes.write(.sequenceNumber, number) }
            if let topic = metadata.kafkaTopic { bytes.write(.kafkaTopic, topic) }
            if isTick, let kind = metadata.kind { bytes.write(.kind, kind) }
        }
    }
}
