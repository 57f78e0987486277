import ArgumentParser
import Contracts

/// Why a verb fails and what helps, told in one line.
struct CommandFault: Error, Equatable {
    let reason: String
    let remedy: String
    let exitCode: Int32

    init(_ reason: String, remedy: String, exitCode: Int32 = ExitStatus.failure) {
        self.reason = reason
        self.remedy = remedy
        self.exitCode = exitCode
    }
}

extension CommandFault: CustomStringConvertible {
    var description: String { "\(reason); \(remedy)" }
}

extension CommandFault {
    /// A failure of the bus, with what helps against its kind.
    init(_ fault: BusFault, at servers: String) {
        let text = fault.message.split(separator: "\n").joined(separator: " ")
        guard fault.remedy.isEmpty else {
            let isConfiguration = fault.code == .configuration
            self.init(
                fault.code == .unreachable
                    ? "no broker answers at \(servers): \(text)" : "\(servers): \(text)",
                remedy: fault.remedy,
                exitCode: isConfiguration ? ExitStatus.configuration : ExitStatus.failure)
            return
        }
        switch fault.code {
        case .unreachable:
            self.init(
                "no broker answers at \(servers): \(text)",
                remedy: "check that Kafka runs and that kafka.bootstrap_servers is right")
        case .denied:
            self.init(
                "\(servers) refuses: \(text)",
                remedy: "check the user, the password, the certificates and the ACLs")
        case .configuration:
            self.init(
                text, remedy: "correct the kafka section of the configuration",
                exitCode: ExitStatus.configuration)
        case .topic:
            self.init(text, remedy: "see what differs with `algotraded topics plan`")
        case .unsupported:
            self.init(
                text, remedy: "use brokers that can: Apache Kafka, or one that does as it does")
        case .recordRefused:
            self.init(text, remedy: "compare the record's size with max.message.bytes")
        case .fenced, .rebalanced, .clientFailed, .closed:
            self.init(text, remedy: "try again; the brokers' log may tell more")
        }
    }
}

extension ParsableCommand {
    /// Does a verb's work; a fault is told in one line on standard error.
    ///
    /// - Throws: the exit code that belongs to the fault.
    func telling(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let fault as CommandFault {
            Terminal.complain("\(fault)")
            throw ExitCode(fault.exitCode)
        }
    }
}
