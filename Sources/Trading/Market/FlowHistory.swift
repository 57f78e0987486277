import Contracts

/// The OFI of a symbol's last `z_windows` closed windows, in billionths of the size's unit.
struct FlowHistory: Equatable, Sendable {
    /// What the windows before say about one window's OFI.
    enum Score: Equatable {
        /// Fewer windows than `min_windows`.
        case tooFew
        /// All windows alike.
        case flat
        case scored(z: Double, mean: Double, std: Double)
    }

    private(set) var values: [Int128] = []
    /// Where the oldest value stands once the ring is full.
    private var oldest = 0

    var count: Int { values.count }

    mutating func append(_ value: Int128, capacity: Int) {
        if values.count < capacity {
            if values.isEmpty { values.reserveCapacity(min(capacity, 64)) }
            values.append(value)
        } else {
            values[oldest] = value
            oldest = oldest + 1 == capacity ? 0 : oldest + 1
        }
    }

    /// z = (value − mean) / std with the population deviation of the windows held.
    ///
    /// With n windows x, z = (n·value − Σx) / √(n·Σx² − (Σx)²), the mean Σx / n and the deviation
    /// the root over n: of exact whole numbers, each rounded once to the nearest double.
    func score(_ value: Int128, minWindows: Int) -> Score {
        guard values.count >= minWindows else { return .tooFew }
        let total = values.reduce(0, +)
        let spread = squares * UInt128(values.count) - .square(total.magnitude)
        guard spread != .zero else { return .flat }
        let root = spread.twoDouble.squareRoot()
        let distance = value * Int128(values.count) - total
        let z = TwoDouble(distance.magnitude) / root
        let denominator = Int64(values.count) * Decimal9.scale
        return .scored(
            z: distance < 0 ? -z : z, mean: Double(nearest: total, over: denominator),
            std: root / TwoDouble(UInt128(denominator.magnitude)))
    }

    /// Σx².
    private var squares: UInt256 {
        if let narrow = narrowSquares { return UInt256(narrow) }
        var squares = UInt256.zero
        for term in values { squares += .square(term.magnitude) }
        return squares
    }

    /// Σx² in a fraction of the time, where values have 64 bits and their sum 128, as nearly
    /// always.
    private var narrowSquares: UInt128? {
        var squares: UInt128 = 0
        for term in values {
            guard let small = Int64(exactly: term) else { return nil }
            let (high, low) = small.magnitude.multipliedFullWidth(by: small.magnitude)
            let square = UInt128(high) << 64 | UInt128(low)
            let (sum, overflow) = squares.addingReportingOverflow(square)
            guard !overflow else { return nil }
            squares = sum
        }
        return squares
    }

    /// The values from the oldest to the newest.
    private var byAge: [Int128] { Array(values[oldest...] + values[..<oldest]) }
}

extension FlowHistory: StateCoded {
    /// Larger sums are nobody's: sizes end at 2^63, books at a hundred levels. What scores are
    /// made of, `z_windows` times as large, stays below 2^121, its squares below 2^242.
    static let flowMax: Int128 = 1 << 104

    func write(to state: inout StateWriter) { state.write(byAge) }

    init(from state: inout StateReader) throws(StateFault) {
        values = try state.readList(atMost: MarketSettings.maxZWindows)
        for value in values {
            try state.require(value.magnitude <= Self.flowMax.magnitude, "no such OFI")
        }
    }
}
