import Testing

@testable import KafkaBus

@Suite
struct ConnectionWatchTests {
    private let start = ContinuousClock.now

    @Test
    func `a loss and a return are told once each`() {
        var watch = ConnectionWatch()
        #expect(watch.saw(.connected))
        #expect(!watch.saw(.answered))
        #expect(watch.lost(.connections))
        #expect(!watch.lost(.connections))
        #expect(!watch.lost(.session))
        #expect(watch.isDown)
    }

    @Test
    func `a silent coordinator is back only with an assignment`() {
        var watch = ConnectionWatch()
        #expect(watch.saw(.assigned))
        #expect(watch.lost(.session))
        #expect(!watch.saw(.connected))
        #expect(!watch.saw(.answered))
        #expect(watch.saw(.assigned))
    }

    @Test
    func `a session lost in an outage that is over belongs to that outage`() {
        var watch = ConnectionWatch()
        #expect(watch.saw(.assigned, at: start))
        #expect(watch.lost(.connections, at: start))
        #expect(watch.saw(.answered, at: start + .seconds(5)))
        #expect(!watch.lost(.session, at: start + .seconds(6)))
        #expect(!watch.saw(.answered, at: start + .seconds(7)))
        #expect(!watch.saw(.assigned, at: start + .seconds(8)))
        #expect(watch.lost(.session, at: start + .seconds(60)))
    }

    @Test
    func `the same error is new once, and again after a return`() {
        var watch = ConnectionWatch()
        #expect(watch.isNew("refused"))
        #expect(!watch.isNew("refused"))
        _ = watch.saw(.connected)
        #expect(watch.isNew("refused"))
    }
}
