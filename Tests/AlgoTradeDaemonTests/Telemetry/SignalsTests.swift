import Glibc
import Testing

@testable import AlgoTradeDaemon

/// In processes of their own: signals belong to the whole process.
@Suite struct SignalsTests {
    @Test func `Every signal is delivered, in order, the second of a kind too`() async {
        await #expect(processExitsWith: .success) {
            let signals = Signals.install()
            var iterator = signals.makeAsyncIterator()
            for number in [SIGHUP, SIGUSR1, SIGTERM, SIGTERM, SIGINT] {
                #expect(kill(getpid(), number) == 0)
                let received = await iterator.next()
                guard received?.rawValue == number else { exit(1) }
            }
            exit(0)
        }
    }

    @Test func `Signals that nobody awaits yet are kept, up to a bound`() async {
        await #expect(processExitsWith: .success) {
            let signals = Signals.install()
            for _ in 0..<(2 * Signals.pendingMax) { sendAndSee(SIGUSR1) }
            var iterator = signals.makeAsyncIterator()
            for _ in 0..<Signals.pendingMax {
                guard await iterator.next() == .halt else { exit(1) }
            }
            exit(0)
        }
    }

    @Test func `Writing to a closed pipe is an error, not the end`() async {
        await #expect(processExitsWith: .success) {
            _ = Signals.install()
            var ends: [Int32] = [0, 0]
            guard unsafe pipe(&ends) == 0 else { exit(1) }
            close(ends[0])
            var byte: UInt8 = 0
            let result = unsafe write(ends[1], &byte, 1)
            exit(result == -1 && errno == EPIPE ? 0 : 2)
        }
    }

    @Test func `Installing twice is a mistake of the program`() async {
        await #expect(processExitsWith: .signal(SIGILL)) {
            _ = Signals.install()
            _ = Signals.install()
        }
    }
}

/// Sends the signal to this process and returns when its handler has it: as long as it pends,
/// another one of the kind would be lost.
private func sendAndSee(_ number: Int32) {
    kill(getpid(), number)
    var pending = sigset_t()
    repeat {
        sched_yield()
        unsafe sigpending(&pending)
    } while unsafe sigismember(&pending, number) == 1
}
