public import Contracts

/// A record behind one byte that chooses its topic: `0` to `4` in the order of `Topic.allCases`.
public struct FuzzInput {
    public let topic: Topic
    public let record: [UInt8]

    /// Nil when there is no byte.
    public init?(_ bytes: [UInt8]) {
        guard let first = bytes.first else { return nil }
        let index = Int(first &- UInt8(ascii: "0")) % Topic.allCases.count
        topic = Topic.allCases[index]
        record = Array(bytes.dropFirst())
    }
}
