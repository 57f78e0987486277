import BenchmarkData
import CAllocations
import Glibc

/// Counts the calls for memory of a steady stream, kind by kind; ends with 1 when a kind that
/// must do without makes one.
@main
struct Main {
    static func main() throws {
        guard allocations_are_counted() else {
            print("Calls for memory cannot be counted here: no glibc, or a sanitizer.")
            return
        }
        precondition(AllocationCount.isCounting, "the counter does not count")
        print("Calls for memory per record    decode    encode")
        var isClean = true
        for stream in MessageStream.all {
            let count = try AllocationCount(stream)
            print(count.line)
            isClean = isClean && (!stream.isFlat || count.isZero)
        }
        guard !isClean else { return }
        print("A record without lists must be read and written without a call for memory.")
        exit(1)
    }
}
