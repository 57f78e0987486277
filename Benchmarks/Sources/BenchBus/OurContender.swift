import Contracts
import Foundation
import KafkaBus

/// What the C programs do, on the bus, in a process of its own.
enum OurContender {
    static func run(_ arguments: [String]) async throws {
        let rest = Array(arguments.dropFirst(2))
        let address = arguments[1]
        switch arguments[0] {
        case "produce": try await OurProducing.run(address, rest[0], records: Int(rest[1]) ?? 0)
        case "consume":
            try await OurConsuming.run(address, rest[0], records: Int(rest[1]) ?? 0, rest[2])
        case "copy":
            let work = CopyWork(output: rest[1], hasHeaders: rest[4] == "1")
            try await OurCopying.run(
                address, rest[0], records: Int(rest[2]) ?? 0, rest[3], work.add)
        case "validate":
            let work = ValidateWork(output: rest[1])
            try await OurCopying.run(
                address, rest[0], records: Int(rest[2]) ?? 0, rest[3], work.add)
        default: exit(64)
        }
    }

    static func settings(_ address: String, group: String, exactlyOnce: Bool) -> KafkaSettings {
        var settings = KafkaSettings(
            bootstrapServers: address, groupId: group, instanceId: "bench")
        settings.exactlyOnce = exactlyOnce
        return settings
    }
}
