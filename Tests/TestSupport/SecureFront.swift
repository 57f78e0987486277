import Foundation

/// Listeners that speak TLS and SASL, alone or in front of a broker that does not: see
/// `Tests/Front/front.py`. Certificates are made in its folder.
public final class SecureFront: @unchecked Sendable {
    public struct Listener: Encodable, Sendable {
        var name: String
        /// The broker's certificate, by its name in the folder.
        var certificate: String?
        /// The authority of the certificates that clients must have.
        var clients: String?
        var sasl: [String]?
        var upstream: Int?
        /// The highest version of TLS: `TLSv1_2`.
        var highest: String?

        public init(
            _ name: String, certificate: String? = nil, clients: String? = nil,
            sasl: [String]? = nil, upstream: Int? = nil, highest: String? = nil
        ) {
            self.name = name
            self.certificate = certificate
            self.clients = clients
            self.sasl = sasl
            self.upstream = upstream
            self.highest = highest
        }
    }

    public static let user = "trader"
    public static let password = "correct horse"
    public static let keyPassword = "open sesame"

    private let folder = TemporaryFolder()
    private let process = Process()
    private let input = Pipe()
    private let ports: [String: Int]

    /// Makes the certificates and opens the listeners.
    public init(_ listeners: [Listener]) throws {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", BrokerProcess.packageRoot.appending(path: "Tests/Front/front.py").path,
            folder.url.path,
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line = try JSONEncoder().encode(listeners)
        line.append(UInt8(ascii: "\n"))
        try input.fileHandleForWriting.write(contentsOf: line)
        var answer = Data()
        while answer.last != UInt8(ascii: "\n") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { throw FrontMissing() }
            answer += more
        }
        ports = try JSONDecoder().decode([String: Int].self, from: answer)
    }

    deinit {
        try? input.fileHandleForWriting.close()
        process.waitForEnd()
    }

    /// `localhost:port`, or with another name of the host.
    public func address(_ name: String, host: String = "localhost") -> String {
        "\(host):\(ports[name] ?? 9)"
    }

    /// The path of a certificate or key: `ca.pem`, `client.key` …
    public func file(_ name: String) -> String { folder.url.appending(path: name).path }

    /// Breaks all connections off and refuses every login from now on, or takes logins again.
    public func refuse(_ refuses: Bool) throws {
        try input.fileHandleForWriting.write(
            contentsOf: Data((refuses ? "refuse\n" : "admit\n").utf8))
    }

    /// Adds a file to the folder.
    public func write(_ name: String, _ text: String) throws { try folder.write(name, text) }

    struct FrontMissing: Error, CustomStringConvertible {
        var description: String { "no front: python3 and openssl are needed" }
    }
}
