import Foundation
import Synchronization

/// Resident memory of a process, over time.
final class Samples: Sendable {
    private let megabytes = Mutex<[Double]>([])

    var all: [Double] { megabytes.withLock { $0 } }

    /// Looks now; nothing is added once the process is gone.
    func add(of process: Int32) {
        let path = "/proc/\(process)/status"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
        else { return }
        megabytes.withLock { $0.append(kilobytes / 1024) }
    }
}
