import ArgumentParser
import Contracts
import YAMLConfig

/// The names of the ten topics, for arguments and their completion.
enum TopicName {
    static let contracts = Topic.allCases.map(\.rawValue)
    static let deadLetters = Topic.allCases.map(\.deadLetters)
    /// Sorted.
    static let all = (contracts + deadLetters).sorted()

    static let completion = CompletionKind.list(all)
    static let contractCompletion = CompletionKind.list(contracts)

    /// An argument that names a topic whose messages have a contract.
    ///
    /// - Throws: a usage error with the nearest name.
    static func contract(_ name: String) throws -> Topic {
        guard let topic = Topic(rawValue: name) else {
            throw ValidationError(unknown(name, in: contracts))
        }
        return topic
    }

    /// `no topic is called market_rew; did you mean market_raw?`
    static func unknown(_ name: String, in names: [String]) -> String {
        if let nearest = NearestName.find(name, in: names) {
            return "no topic is called \(name); did you mean \(nearest)?"
        }
        return "no topic is called \(name); there are \(names.joined(separator: ", "))"
    }
}
