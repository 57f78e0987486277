internal import CRDKafka
public import Contracts

extension KafkaSettings {
    /// Whether librdkafka takes every client property; nobody is contacted.
    ///
    /// - Throws: ``BusFault`` `.configuration` naming the property.
    public func verify() throws(BusFault) {
        var configuration = ClientConfiguration()
        try configuration.setCommon(self, role: "check")
    }

    /// What is wrong with the files of keys and certificates, all of them; nobody is contacted.
    public func fileFaults() -> [ClientFileFault] {
        var faults: [ClientFileFault] = []
        for name in ["ssl.ca.location", "ssl.certificate.location", "ssl.key.location"] {
            guard let path = value(of: name) else { continue }
            if let fault = ClientFileFault(unreadable: path, of: name) { faults.append(fault) }
        }
        guard faults.isEmpty, value(of: "ssl.ca.location") ?? value(of: "ssl.key.location") != nil
        else { return faults }
        do {
            var configuration = ClientConfiguration()
            for (name, value) in properties { try configuration.set(name, value) }
            // Without a broker's address the client talks to nobody.
            try configuration.set("log.queue", "true")
            if let fault = configuration.fileFault() { faults.append(fault) }
        } catch {
            // A property that librdkafka does not take is ``verify()``'s to tell.
        }
        return faults
    }

    private func value(of property: String) -> String? {
        properties.last { $0.name == property && !$0.value.isEmpty }?.value
    }
}
