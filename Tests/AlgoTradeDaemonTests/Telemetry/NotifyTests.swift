import Glibc
import Testing

@testable import AlgoTradeDaemon

@Suite struct NotifyTests {
    @Test(arguments: DatagramListener.Kind.allCases)
    func `Each state is one datagram`(kind: DatagramListener.Kind) throws {
        let listener = try DatagramListener(kind)
        let notify = Notify(environment: .init(["NOTIFY_SOCKET": listener.name]))
        #expect(notify.isActive)
        #expect(notify.ready("trading"))
        #expect(notify.watchdog())
        #expect(notify.status("2 planes\nREADY=0"))
        #expect(notify.stopping())
        #expect(
            [
                "READY=1\nSTATUS=trading", "WATCHDOG=1", "STATUS=2 planes READY=0", "STOPPING=1",
            ] == (0..<4).map { _ in listener.receive()?.text })
        #expect(listener.receive() == nil)
    }

    @Test func `A reload tells when it began`() throws {
        let listener = try DatagramListener()
        #expect(Notify(environment: .init(["NOTIFY_SOCKET": listener.name])).reloading())
        let text = try #require(listener.receive()).text
        let match = try #require(text.wholeMatch(of: /RELOADING=1\nMONOTONIC_USEC=([0-9]+)/))
        let began = try #require(Int64(match.1))
        #expect((1...MonotonicClock.nanoseconds() / 1000).contains(began))
    }

    @Test func `Without a socket, or without a listener, nothing happens`() {
        let none = Notify(environment: .init([:]))
        #expect(!none.isActive)
        #expect(!none.ready())
        #expect(!Notify(environment: .init(["NOTIFY_SOCKET": "/nonexistent/notify"])).ready())
    }

    @Test(arguments: [
        ("", false), ("relative", false), ("@", false), ("/", true),
        ("/" + String(repeating: "x", count: 106), true),
        ("/" + String(repeating: "x", count: 107), false),
        ("@" + String(repeating: "x", count: 107), true),
        ("@" + String(repeating: "x", count: 108), false),
    ])
    func `Only an address that fits is one`(text: String, legal: Bool) {
        #expect((UnixSocketAddress(text) != nil) == legal)
    }

    @Test(
        arguments: [
            (["WATCHDOG_USEC": "30000000"], Duration.seconds(15)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "42"], Duration.seconds(15)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "43"], nil),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "x"], nil),
            (["WATCHDOG_USEC": "0"], nil), (["WATCHDOG_USEC": "-1"], nil),
            (["WATCHDOG_USEC": "soon"], nil), ([:], nil),
        ] as [([String: String], Duration?)])
    func `The watchdog is due at half its time`(
        environment: [String: String], interval: Duration?
    ) {
        #expect(Watchdog.interval(environment: .init(environment), processID: 42) == interval)
    }
}
