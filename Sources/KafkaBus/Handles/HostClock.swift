internal import CRDKafka
import Glibc

/// This host's clock, as Kafka counts.
enum HostClock {
    /// Milliseconds since 1970.
    static var milliseconds: Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
