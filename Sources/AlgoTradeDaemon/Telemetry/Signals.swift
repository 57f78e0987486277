import Glibc
import Synchronization

/// What the operator or the service manager asks of the running daemon by a signal.
enum Signal: Int32, CaseIterable, Sendable {
    /// SIGINT: stop
    case interrupt = 2
    /// SIGTERM: stop
    case terminate = 15
    /// SIGHUP: read the configuration again
    case reload = 1
    /// SIGUSR1: halt trading
    case halt = 10
}

/// The signals sent to this process, in order, for one reader.
///
/// A handler may do almost nothing (signal-safety(7)): it writes the signal's number into a pipe
/// and a thread of its own hands it on. At most `pendingMax` wait for a slow reader; more than
/// that are lost, as the kernel too keeps one of a kind.
struct Signals: AsyncSequence, Sendable {
    typealias Element = Signal
    typealias Failure = Never

    static let pendingMax = 64

    private let stream: AsyncStream<Signal>

    /// Takes over the signals, and has writing to a closed pipe fail with EPIPE instead of ending
    /// the process. Once in a process, before anything else.
    static func install() -> Signals {
        var ends: [Int32] = [0, 0]
        let made =
            unsafe pipe(&ends) == 0
            && ends.allSatisfy { fcntl($0, F_SETFD, FD_CLOEXEC) == 0 }
            && fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0
        precondition(made, "no pipe for signals: error \(errno)")
        let first = signalPipe.compareExchange(
            expected: -1, desired: ends[1], ordering: .sequentiallyConsistent
        ).exchanged
        precondition(first, "signals are installed already")

        let (stream, continuation) = AsyncStream.makeStream(
            of: Signal.self, bufferingPolicy: .bufferingOldest(pendingMax))
        startThread { [readEnd = ends[0]] in
            while let signal = nextSignal(readEnd) { continuation.yield(signal) }
        }
        for signal in Signal.allCases { handle(signal.rawValue) }
        Glibc.signal(SIGPIPE, SIG_IGN)
        return Signals(stream: stream)
    }

    func makeAsyncIterator() -> AsyncStream<Signal>.Iterator {
        stream.makeAsyncIterator()
    }

    /// Waits for the next signal in the pipe.
    private static func nextSignal(_ descriptor: Int32) -> Signal? {
        var byte: UInt8 = 0
        while true {
            let count = unsafe read(descriptor, &byte, 1)
            if count == 1 {
                if let signal = Signal(rawValue: Int32(byte)) { return signal }
            } else if !(count < 0 && errno == EINTR) {
                return nil
            }
        }
    }

    private static func handle(_ number: Int32) {
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { number in
            let saved = errno
            var byte = UInt8(truncatingIfNeeded: number)
            _ = unsafe write(signalPipe.load(ordering: .relaxed), &byte, 1)
            errno = saved
        }
        action.sa_flags = SA_RESTART
        let installed = unsafe sigaction(number, &action, nil)
        precondition(installed == 0, "signal \(number) cannot be handled: error \(errno)")
    }
}

/// The pipe's end that the handler writes to.
private let signalPipe = Atomic<Int32>(-1)

/// Runs `body` on a detached thread.
private func startThread(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let argument = unsafe Unmanaged.passRetained(Box(body)).toOpaque()
    let error = unsafe pthread_create(
        &thread, nil,
        { argument in
            if let argument = unsafe argument {
                unsafe Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
            }
            return nil
        }, argument)
    precondition(error == 0, "no thread for signals: error \(error)")
    pthread_detach(thread)
}
