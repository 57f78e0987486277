import Testing

@testable import KafkaBus

@Suite
struct ConnectionWatchTests {
    private let start = ContinuousClock.now

    @Test
    func `a loss and a return are told once each`() {
        var watch = ConnectionWatch()
        let news = [
            watch.saw(.connected), watch.saw(.answered), watch.lost(.connections),
            watch.lost(.connections), watch.lost(.session),
        ]
        #expect(news == [true, false, true, false, false])
        #expect(watch.isDown)
    }

    @Test
    func `a silent coordinator is back only with an assignment`() {
        var watch = ConnectionWatch()
        let news = [
            watch.saw(.assigned), watch.lost(.session), watch.saw(.connected),
            watch.saw(.answered), watch.saw(.assigned),
        ]
        #expect(news == [true, true, false, false, true])
    }

    @Test
    func `a session lost in an outage that is over belongs to that outage`() {
        var watch = ConnectionWatch()
        let news = [
            watch.saw(.assigned, at: start), watch.lost(.connections, at: start),
            watch.saw(.answered, at: start + .seconds(5)),
            watch.lost(.session, at: start + .seconds(6)),
            watch.saw(.answered, at: start + .seconds(7)),
            watch.saw(.assigned, at: start + .seconds(8)),
            watch.lost(.session, at: start + .seconds(60)),
        ]
        #expect(news == [true, true, true, false, false, false, true])
    }

    @Test
    func `one client's late failure is no second outage, a failure that goes on is`() {
        var watch = ConnectionWatch()
        let news = [
            watch.saw(.assigned, at: start), watch.lost(.connections, at: start),
            watch.saw(.connected, at: start + .seconds(5)),
            watch.lost(.connections, at: start + .seconds(6)),
            watch.saw(.answered, at: start + .seconds(7)),
            watch.lost(.connections, at: start + .seconds(7)),
            watch.lost(.connections, at: start + .seconds(9)),
        ]
        #expect(news == [true, true, true, false, false, false, true])
    }

    @Test
    func `the same error is new once, and again after a return`() {
        var watch = ConnectionWatch()
        let first = [watch.isNew("refused"), watch.isNew("refused")]
        _ = watch.saw(.connected)
        #expect(first == [true, false])
        let again = watch.isNew("refused")
        #expect(again)
    }
}
