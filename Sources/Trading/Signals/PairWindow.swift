/// The last `capacity` pairs with the exact sums that their correlation needs.
struct PairWindow: Sendable {
    private let capacity: Int
    private var ring: [(x: Int64, y: Int64)] = []
    private var next = 0
    private var x: Int64 = 0
    private var y: Int64 = 0
    private var xx: Int128 = 0
    private var yy: Int128 = 0
    private var xy: Int128 = 0

    init(capacity: Int) {
        precondition((1...ExactWindow.maxCapacity).contains(capacity))
        self.capacity = capacity
    }

    var isFull: Bool { ring.count == capacity }

    mutating func push(_ newX: Int64, _ newY: Int64) {
        if isFull {
            add(ring[next], sign: -1)
            ring[next] = (newX, newY)
        } else {
            ring.append((newX, newY))
        }
        next = next + 1 == capacity ? 0 : next + 1
        add((newX, newY), sign: 1)
    }

    mutating func removeAll() {
        self = PairWindow(capacity: capacity)
    }

    /// Pearson's correlation; 0 when either side does not vary.
    var correlation: Double {
        let n = Int128(ring.count)
        let covariance = n * xy - Int128(x) * Int128(y)
        let varianceX = n * xx - Int128(x) * Int128(x)
        let varianceY = n * yy - Int128(y) * Int128(y)
        guard varianceX > 0, varianceY > 0 else { return 0 }
        let scale = Double(varianceX).squareRoot() * Double(varianceY).squareRoot()
        return Double(covariance) / scale
    }

    private mutating func add(_ pair: (x: Int64, y: Int64), sign: Int64) {
        x += sign * pair.x
        y += sign * pair.y
        xx += Int128(sign * pair.x) * Int128(pair.x)
        yy += Int128(sign * pair.y) * Int128(pair.y)
        xy += Int128(sign * pair.x) * Int128(pair.y)
    }
}

extension PairWindow: Resumable {
    /// The pairs from the oldest to the newest; sums follow from them.
    func write(to state: inout StateWriter) {
        state.write(varint: UInt64(ring.count))
        let oldest = isFull ? next : 0
        for index in ring.indices {
            let pair = ring[(oldest + index) % ring.count]
            state.write(pair.x)
            state.write(pair.y)
        }
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        removeAll()
        for _ in 0..<(try state.readCount(atMost: capacity)) {
            push(try Fixed40.read(from: &state), try Fixed40.read(from: &state))
        }
    }
}
