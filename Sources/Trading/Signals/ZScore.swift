/// How many standard deviations a value lies from the mean of the `window` values before it.
///
/// The value itself is not part of its own yardstick, as with ofi_z. There is no score before
/// the window is full, nor when all its values are equal.
struct ZScore: Sendable {
    private var earlier: ExactWindow
    private(set) var value: Double?

    init(window: Int) {
        earlier = ExactWindow(capacity: window)
    }

    mutating func take(_ raw: Double) {
        value = score(raw)
        earlier.push(raw)
    }

    private func score(_ raw: Double) -> Double? {
        guard earlier.isFull else { return nil }
        let deviation = earlier.deviation
        guard deviation > 0 else { return nil }
        return (raw - earlier.mean) / deviation
    }
}

extension ZScore: Resumable {
    func write(to state: inout StateWriter) {
        earlier.write(to: &state)
        state.write(value)
    }

    mutating func resume(from state: inout StateReader) throws(StateFault) {
        try earlier.resume(from: &state)
        value = try state.read()
        try state.require(value?.isFinite ?? true, "a score is a number")
    }
}
