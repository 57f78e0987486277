/// Why the strategy plane could not use an execution report. The state is unchanged by it.
public struct StrategyFault: Error, Equatable, Sendable {
    public enum Code: String, CaseIterable, Sendable {
        /// An amount does not fit its type.
        case overflow
        /// A fill without any price.
        case unpriced
        /// Symbol or direction are not those of the intent.
        case mismatch
        /// More symbols than `max_symbols`.
        case symbols
    }

    public let code: Code
    public let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension StrategyFault: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(message)" }
}
