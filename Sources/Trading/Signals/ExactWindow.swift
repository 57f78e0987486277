/// Numbers of the signal path as multiples of 2⁻⁴⁰, held at ±256.
///
/// Sums of such integers are exact, so they neither drift as windows move nor depend on the
/// order in which symbols arrive: a window's statistics are a function of its contents alone.
/// The step, 9·10⁻¹³, is far below any return or z-score that matters; a value beyond ±256 (a
/// price that grew by 25 600 % in one bar) is held at the bound.
enum Fixed40 {
    static let one = 1_099_511_627_776.0
    static let bound = 256.0
    static let limit: Int64 = 1 << 48

    static func from(_ value: Double) -> Int64 {
        precondition(!value.isNaN, "a signal is a number")
        return Int64((min(max(value, -bound), bound) * one).rounded(.toNearestOrEven))
    }

    static func clamped(_ value: Int64) -> Int64 {
        min(max(value, -limit), limit)
    }

    static func double(_ value: Int64) -> Double { Double(value) / one }

    static func read(from state: inout StateReader) throws(StateFault) -> Int64 {
        let value = try state.read(Int64.self)
        try state.require((-limit...limit).contains(value), "\(value) is beyond ±256")
        return value
    }
}

/// The last `capacity` values with their sum and sum of squares, both exact.
struct ExactWindow: Sendable {
    /// With |x| ≤ 2⁴⁸ this keeps n·Σx² and (Σx)² within 128 bits.
    static let maxCapacity = 10_000

    let capacity: Int
    private(set) var count = 0
    private(set) var sum: Int64 = 0
    private var squares: Int128 = 0
    private var ring: [Int64]
    private var next = 0

    init(capacity: Int) {
        precondition((1...Self.maxCapacity).contains(capacity), "a window has 1…10 000 values")
        self.capacity = capacity
        ring = [Int64](repeating: 0, count: capacity)
    }

    var isFull: Bool { count == capacity }

    /// Adds a value; the oldest leaves a full window.
    mutating func push(_ value: Double) { push(fixed: Fixed40.from(value)) }

    private mutating func push(fixed new: Int64) {
        if isFull {
            let old = ring[next]
            sum -= old
            squares -= Int128(old) * Int128(old)
        } else {
            count += 1
        }
        ring[next] = new
        next = next + 1 == capacity ? 0 : next + 1
        sum += new
        squares += Int128(new) * Int128(new)
    }

    mutating func removeAll() {
        (count, sum, squares, next) = (0, 0, 0, 0)
    }

    var mean: Double { Double(sum) / (Double(count) * Fixed40.one) }

    /// Population standard deviation, √(n·Σx² − (Σx)²) / n. The radicand is exact, hence never
    /// negative, and zero only when all values are equal.
    var deviation: Double {
        let radicand = Int128(count) * squares - Int128(sum) * Int128(sum)
        return Double(radicand).squareRoot() / (Double(count) * Fixed40.one)
    }
}

extension ExactWindow: Resumable {
    /// The values from the oldest to the newest; sums follow from them.
    func write(to state: inout StateWriter) {
        state.write(varint: UInt64(count))
        let oldest = isFull ? next : 0
        for index in 0..<count { state.write(ring[(oldest + index) % capacity]) }
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        removeAll()
        for _ in 0..<(try state.readCount(atMost: capacity)) {
            push(fixed: try Fixed40.read(from: &state))
        }
    }
}
