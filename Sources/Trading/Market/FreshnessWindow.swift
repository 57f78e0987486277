import Contracts

/// How long the latest records of a symbol were under way, in milliseconds.
struct FreshnessWindow: Equatable, Sendable {
    static let capacity = 128

    private var samples: [UInt32] = []
    /// Where the oldest stands once the ring is full.
    private var oldest = 0

    mutating func append(_ milliseconds: Int64) {
        let sample = UInt32(clamping: milliseconds)
        if samples.count < Self.capacity {
            if samples.isEmpty { samples.reserveCapacity(Self.capacity) }
            samples.append(sample)
        } else {
            samples[oldest] = sample
            oldest = oldest + 1 == Self.capacity ? 0 : oldest + 1
        }
    }

    /// The least sample that so many per cent of all do not exceed; nil without any.
    func percentiles(_ percents: [Int]) -> [Int64?] {
        let sorted = samples.sorted()
        return percents.map { percent in
            let rank = (sorted.count * percent + 99) / 100
            return rank > 0 ? Int64(sorted[rank - 1]) : nil
        }
    }
}

extension FreshnessWindow: StateCoded {
    func write(to state: inout StateWriter) {
        state.write(varint: UInt64(samples.count))
        for i in samples.indices {
            let place = oldest + i
            let sample = samples[place < samples.count ? place : place - samples.count]
            state.write(varint: UInt64(sample))
        }
    }

    init(from state: inout StateReader) throws(StateFault) {
        for _ in 0..<(try state.readCount(atMost: Self.capacity)) {
            append(Int64(clamping: try state.readVarint()))
        }
    }
}
