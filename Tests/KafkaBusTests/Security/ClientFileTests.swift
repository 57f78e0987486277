import TestSupport
import Testing

@testable import KafkaBus

/// Files of keys and certificates are judged before any broker is asked.
@Suite struct ClientFileTests {
    private static let front = Result {
        let front = try SecureFront([])
        try front.write("damaged.key", "-----BEGIN PRIVATE KEY-----\nMIIB\n")
        return front
    }

    /// Properties, `@name` being a file of the front's folder, and what is found.
    static let cases: [([String: String], String, String)] = [
        (["ssl.ca.location": "@none.pem"], "kafka.ssl_ca_location", "No such file"),
        (["ssl.ca.location": "@ca.key"], "kafka.ssl_ca_location", "no usable certificate"),
        (
            ["ssl.certificate.location": "@client.pem", "ssl.key.location": "@intruder.key"],
            "kafka.ssl_key_location", "another key"
        ),
        (
            ["ssl.certificate.location": "@client.key", "ssl.key.location": "@client.key"],
            "kafka.ssl_certificate_location", "no usable certificate"
        ),
        (
            ["ssl.certificate.location": "@client.pem", "ssl.key.location": "@client.pem"],
            "kafka.ssl_key_location", "no private key"
        ),
        (
            ["ssl.certificate.location": "@client.pem", "ssl.key.location": "@damaged.key"],
            "kafka.ssl_key_location", "damaged"
        ),
        (
            ["ssl.certificate.location": "@client.pem", "ssl.key.location": "@"],
            "kafka.ssl_key_location", "is a folder"
        ),
        (
            ["ssl.certificate.location": "@client.pem", "ssl.key.location": "@client-locked.key"],
            "kafka.ssl_key_password", "is needed"
        ),
        (
            [
                "ssl.certificate.location": "@client.pem",
                "ssl.key.location": "@client-locked.key", "ssl.key.password": "wrong horse",
            ], "kafka.ssl_key_password", "does not open"
        ),
    ]

    private func settings(_ properties: [String: String]) throws -> KafkaSettings {
        let front = try Self.front.get()
        var settings = KafkaSettings(
            bootstrapServers: "localhost:1", groupId: "test", instanceId: "one")
        settings.properties = [("security.protocol", "SSL")]
        for (name, value) in properties.sorted(by: { $0.key < $1.key }) {
            let isFile = value.hasPrefix("@")
            settings.properties.append(
                (name, isFile ? front.file(String(value.dropFirst())) : value))
        }
        return settings
    }

    @Test(arguments: cases)
    func `A file that cannot serve is told by its key`(
        _ properties: [String: String], key: String, reason: String
    ) throws {
        let faults = try settings(properties).fileFaults()
        #expect(faults.count == 1)
        let fault = try #require(faults.first)
        #expect(fault.key == key)
        #expect(fault.reason.contains(reason), "\(fault)")
        #expect(!fault.remedy.isEmpty)
        #expect(!"\(fault)".contains("horse"))
    }

    @Test func `Every file that cannot be opened is told`() throws {
        let faults = try settings([
            "ssl.ca.location": "@a", "ssl.certificate.location": "@b", "ssl.key.location": "@c",
        ]).fileFaults()
        #expect(
            faults.map(\.key) == [
                "kafka.ssl_ca_location", "kafka.ssl_certificate_location",
                "kafka.ssl_key_location",
            ])
    }

    @Test func `Files that serve are not told`() throws {
        let properties = [
            "ssl.ca.location": "@ca.pem", "ssl.certificate.location": "@client.pem",
            "ssl.key.location": "@client-locked.key",
            "ssl.key.password": SecureFront.keyPassword,
        ]
        #expect(try settings(properties).fileFaults().isEmpty)
    }
}
