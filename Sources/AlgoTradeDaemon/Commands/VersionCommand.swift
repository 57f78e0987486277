import ArgumentParser
import KafkaBus
import YAMLConfig

struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "version", abstract: "Tells the versions of the daemon and its libraries.")

    func run() {
        print("algotraded \(BuildInfo.version) (\(BuildInfo.isDebug ? "debug" : "release"))")
        print("swift      \(BuildInfo.swift)")
        print("librdkafka \(KafkaLibrary.version)")
        print("libyaml    \(YAMLLibrary.version)")
    }
}
