import Contracts
import KafkaBus

/// What this binary is.
enum BuildInfo {
    static let version = "0.1.0"

    /// The compiler, as exactly as it tells.
    static var swift: String {
        #if compiler(>=6.4)
            "6.4 or later"
        #elseif compiler(>=6.3.2)
            "6.3.2 or later"
        #elseif compiler(>=6.3.1)
            "6.3.1"
        #elseif compiler(>=6.3)
            "6.3.0"
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
