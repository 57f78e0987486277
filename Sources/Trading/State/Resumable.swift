/// Something that the settings make and records fill: what fills it can leave and come back into
/// one that the same settings have made.
protocol Resumable {
    func write(to state: inout StateWriter)

    /// Takes the place of what is there. Takes nothing that records could not have come to:
    /// whoever goes on with it must not trap.
    mutating func resume(from state: inout StateReader) throws(StateFault)
}
