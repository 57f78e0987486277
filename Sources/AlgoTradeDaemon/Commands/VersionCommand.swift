import ArgumentParser
import KafkaBus
import YAMLConfig

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version",
        abstract: "Tells the versions of the daemon and of what it is built with.",
        discussion: """
            Examples:
              algotraded version
              algotraded version --format json
            """)

    @OptionGroup var output: FormatOption

    /// The grammar is the same for every verb.
    @OptionGroup(visibility: .hidden) var common: CommonOptions

    func run() {
        let build = BuildInfo.isDebug ? "debug" : "release"
        switch output.format {
        case .text:
            Terminal.write(
                """
                algotraded \(BuildInfo.version)
                swift      \(BuildInfo.swift)
                librdkafka \(KafkaLibrary.version)
                libyaml    \(YAMLLibrary.version)
                build      \(build)

                """)
        case .json:
            JSONText.print {
                $0.member("version", BuildInfo.version)
                $0.member("swift", BuildInfo.swift)
                $0.member("librdkafka", KafkaLibrary.version)
                $0.member("libyaml", YAMLLibrary.version)
                $0.member("build", build)
            }
        }
    }
}
