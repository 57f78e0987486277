import Testing

@testable import KafkaBus

@Suite
struct FetchPacerTests {
    @Test
    func `an idle consumer of a broker that answers at once comes to rest`() {
        let pacer = FetchPacer(BusThread())
        var waits: [UInt32] = []
        for _ in 0..<400 { waits.append(pacer.wait(after: 80, from: 1)) }
        #expect(waits.prefix(255).allSatisfy { $0 == 0 })
        #expect(waits[255] == 200)
        #expect(waits[256] == 400)
        #expect(waits[300] == 30_000)
        #expect(waits.last == 400_000)
    }

    @Test
    func `a record ends the waiting at once, for every broker`() {
        let pacer = FetchPacer(BusThread())
        for broker in [Int32(1), 2] {
            for _ in 0..<300 { _ = pacer.wait(after: 80, from: broker) }
        }
        pacer.note()
        #expect(pacer.wait(after: 80, from: 1) == 0)
        #expect(pacer.wait(after: 80, from: 2) == 0)
        #expect(pacer.wait(after: 80, from: 2) == 0)
    }

    @Test
    func `a broker that holds its fetches is never waited for`() {
        let pacer = FetchPacer(BusThread())
        for _ in 0..<1000 { #expect(pacer.wait(after: 500_000, from: 1) == 0) }
    }
}
