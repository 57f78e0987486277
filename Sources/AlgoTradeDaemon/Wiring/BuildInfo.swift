import Contracts
import KafkaBus

/// What this binary is.
enum BuildInfo {
    static let version = "0.1.0"

    static var swift: String {
        #if compiler(>=6.3)
            "6.3 or later"
        #else
            "6.2"
        #endif
    }

    static var isDebug: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}
