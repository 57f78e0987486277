import KafkaBus
import YAMLConfig

extension LoadedConfiguration {
    /// What the client library has against the configuration: properties that it does not take,
    /// files of keys and certificates that cannot be used. Nobody is contacted.
    func clientFaults() -> [ConfigFault] {
        let settings = configuration.kafkaSettings(instanceId: "check")
        do {
            try settings.verify()
        } catch {
            return [
                ConfigFault(
                    .rule, at: place(of: "kafka.librdkafka"), "kafka.librdkafka: \(error)",
                    remedy: "see librdkafka's CONFIGURATION.md for its properties")
            ]
        }
        guard configuration.kafka.securityProtocol.usesSSL else { return [] }
        return settings.fileFaults().map { fault in
            ConfigFault(
                .rule, at: place(of: fault.key), "\(fault.key) \(fault.reason)",
                remedy: fault.remedy)
        }
    }

    /// - Throws: ``ConfigurationErrors`` with every one of ``clientFaults()``.
    func verifyClient() throws(ConfigurationErrors) {
        let faults = clientFaults()
        if !faults.isEmpty { throw ConfigurationErrors(faults) }
    }

    private func place(of key: String) -> SourcePlace { places[key] ?? .file(path) }
}
