import Contracts
import TestSupport
import Testing

@testable import KafkaBus

/// Every way in which a broker and a client do not come to terms, on real connections.
@Suite(.serialized) struct HandshakeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var listener: SecureFront.Listener
        /// What the client is told, by property; `@name` is a file of the front's folder.
        var client: [String: String]
        var host = "localhost"
        var fault: AccessFault
        /// What the message names.
        var names: [String] = []

        var testDescription: String { name }
    }

    private static let tls = ["security.protocol": "SSL", "ssl.ca.location": "@ca.pem"]

    private static func login(
        _ mechanism: String, user: String = SecureFront.user,
        password: String = SecureFront.password, tls: Bool = false
    ) -> [String: String] {
        var client = [
            "security.protocol": tls ? "SASL_SSL" : "SASL_PLAINTEXT", "sasl.mechanism": mechanism,
            "sasl.username": user, "sasl.password": password,
        ]
        if tls { client["ssl.ca.location"] = "@ca.pem" }
        return client
    }

    static let cases: [Case] = [
        Case(
            name: "an authority that is not trusted",
            listener: .init("x", certificate: "broker"),
            client: ["security.protocol": "SSL", "ssl.ca.location": "@stranger.pem"],
            fault: .authority, names: ["CN=broker", "CN=ca of the tests", "localhost"]),
        Case(
            name: "an expired certificate", listener: .init("x", certificate: "expired"),
            client: tls, fault: .certificateExpired, names: ["CN=expired"]),
        Case(
            name: "a certificate of the future", listener: .init("x", certificate: "future"),
            client: tls, fault: .certificateNotYetValid),
        Case(
            name: "a certificate for another host",
            listener: .init("x", certificate: "elsewhere"), client: tls, fault: .hostName,
            names: ["reached as localhost:", "broker.example, 192.0.2.7"]),
        Case(
            name: "TLS to a plain port", listener: .init("x"), client: tls, fault: .plainPort),
        Case(
            name: "plain words to a TLS port", listener: .init("x", certificate: "broker"),
            client: [:], fault: .tlsPort),
        Case(
            name: "no client certificate, TLS 1.3",
            listener: .init("x", certificate: "broker", clients: "ca"), client: tls,
            fault: .clientCertificateMissing),
        Case(
            name: "no client certificate, TLS 1.2",
            listener: .init("x", certificate: "broker", clients: "ca", highest: "TLSv1_2"),
            client: tls, fault: .clientCertificateMissing),
        Case(
            name: "a stranger's client certificate",
            listener: .init("x", certificate: "broker", clients: "ca"),
            client: tls.merging([
                "ssl.certificate.location": "@intruder.pem", "ssl.key.location": "@intruder.key",
            ]) { $1 }, fault: .clientCertificateRefused),
        Case(
            name: "a wrong password, PLAIN", listener: .init("x", sasl: ["PLAIN"]),
            client: login("PLAIN", password: "wrong horse"), fault: .credentials,
            names: ["invalid credentials"]),
        Case(
            name: "an unknown user, SCRAM-SHA-256",
            listener: .init("x", sasl: ["SCRAM-SHA-256"]),
            client: login("SCRAM-SHA-256", user: "nobody"), fault: .credentials),
        Case(
            name: "a wrong password, SCRAM-SHA-512 over TLS",
            listener: .init("x", certificate: "broker", sasl: ["SCRAM-SHA-512"]),
            client: login("SCRAM-SHA-512", password: "wrong horse", tls: true),
            fault: .credentials),
        Case(
            name: "a mechanism that is not offered",
            listener: .init("x", sasl: ["SCRAM-SHA-256", "SCRAM-SHA-512"]),
            client: login("PLAIN"), fault: .mechanism, names: ["SCRAM-SHA-256,SCRAM-SHA-512"]),
        Case(
            name: "a login where none is taken", listener: .init("x"), client: login("PLAIN"),
            fault: .loginUnwanted),
        Case(
            name: "no login where one is wanted", listener: .init("x", sasl: ["PLAIN"]),
            client: [:], fault: .loginMissing),
    ]

    @Test(arguments: cases)
    func `A handshake that fails is told with its cause and a remedy`(of: Case) async throws {
        let front = try SecureFront([of.listener])
        var settings = KafkaSettings(
            bootstrapServers: front.address("x", host: of.host), groupId: "test",
            instanceId: "one")
        settings.properties = of.client.sorted { $0.key < $1.key }.map { name, value in
            (name, value.hasPrefix("@") ? front.file(String(value.dropFirst())) : value)
        }
        let admin = try KafkaAdmin(settings)
        var found: BusFault?
        do {
            _ = try await admin.cluster(timeout: .seconds(3))
        } catch {
            found = error
        }
        await admin.close()
        let fault = try #require(found)
        #expect(fault.message.hasPrefix(of.fault.reason), "\(fault)")
        #expect(fault.remedy == of.fault.remedy)
        for name in of.names { #expect(fault.message.contains(name), "\(fault)") }
        #expect(!"\(fault)".contains("horse"))
    }
}
