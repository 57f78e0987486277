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

    private static let billion: Int64 = 1_000_000_000

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
    /// With n windows x, z = (n·value − Σx) / √(n·Σx² − (Σx)²): the sums are exact whole numbers
    /// (in the largest power of ten that divides every term) wherever they fit 128 bits.
    func score(_ value: Int128, minWindows: Int) -> Score {
        guard values.count >= minWindows else { return .tooFew }
        let unit = commonUnit(with: value)
        guard let sums = exactSums(unit: unit) else { return approximateScore(value) }
        let n = Int128(values.count)
        let (square, overflow) = sums.total.multipliedReportingOverflow(by: sums.total)
        let (scaled, tooLarge) = sums.squares.multipliedReportingOverflow(by: n)
        let (own, ownOverflow) = (value / Int128(unit)).multipliedReportingOverflow(by: n)
        guard !overflow, !tooLarge, !ownOverflow else { return approximateScore(value) }
        guard scaled > square else { return .flat }
        let root = Double(scaled - square).squareRoot()
        let denominator = Int64(values.count) * (Self.billion / unit)
        return .scored(
            z: Double(own - sums.total) / root,
            mean: Double(nearest: sums.total, over: denominator),
            std: root / Double(denominator))
    }

    /// The largest power of ten, at most a billion, that divides every term.
    private func commonUnit(with value: Int128) -> Int64 {
        var unit = Self.billion
        Self.reduce(&unit, toDivide: value)
        for term in values { Self.reduce(&unit, toDivide: term) }
        return unit
    }

    private static func reduce(_ unit: inout Int64, toDivide term: Int128) {
        if let small = Int64(exactly: term) {
            while small % unit != 0 { unit /= 10 }
        } else {
            while term % Int128(unit) != 0 { unit /= 10 }
        }
    }

    private func exactSums(unit: Int64) -> (total: Int128, squares: Int128)? {
        var total: Int128 = 0
        var squares: Int128 = 0
        for term in values {
            let (x, square) = Self.square(of: term, unit: unit)
            guard let square else { return nil }
            let (sum, sumOverflow) = squares.addingReportingOverflow(square)
            let (next, totalOverflow) = total.addingReportingOverflow(x)
            guard !sumOverflow, !totalOverflow else { return nil }
            (total, squares) = (next, sum)
        }
        return (total, squares)
    }

    /// A term in units, and its square where that fits. Terms of 64 bits, which nearly all are,
    /// are divided as such: a fraction of the time.
    private static func square(of term: Int128, unit: Int64) -> (x: Int128, square: Int128?) {
        if let small = Int64(exactly: term) {
            let x = small / unit
            let (high, low) = x.multipliedFullWidth(by: x)
            return (Int128(x), Int128(high) << 64 | Int128(low))
        }
        let x = term / Int128(unit)
        let (square, overflow) = x.multipliedReportingOverflow(by: x)
        return (x, overflow ? nil : square)
    }

    /// The values from the oldest to the newest.
    private var byAge: [Int128] { Array(values[oldest...] + values[..<oldest]) }

    /// In binary floating point, for sums beyond 128 bits: terms as distances from the oldest.
    private func approximateScore(_ value: Int128) -> Score {
        let values = byAge
        let n = Double(values.count)
        let origin = values[0]
        var total = 0.0
        for term in values { total += Double(term - origin) }
        let mean = total / n
        var squares = 0.0
        for term in values {
            let distance = Double(term - origin) - mean
            squares += distance * distance
        }
        let std = (squares / n).squareRoot()
        guard std > 0 else { return .flat }
        return .scored(
            z: (Double(value - origin) - mean) / std,
            mean: (Double(origin) + mean) / Double(Self.billion),
            std: std / Double(Self.billion))
    }
}

extension FlowHistory: StateCoded {
    /// Larger sums are nobody's: sizes end at 2^63 and books at a hundred levels.
    static let flowMax: Int128 = 1 << 120

    func write(to state: inout StateWriter) { state.write(byAge) }

    init(from state: inout StateReader) throws(StateFault) {
        values = try state.readList(atMost: MarketSettings.maxZWindows)
        for value in values {
            try state.require(value.magnitude <= Self.flowMax.magnitude, "no such OFI")
        }
    }
}
