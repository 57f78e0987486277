public import Contracts
import Glibc

/// What is wrong with a file of keys or certificates, or with the password of a key.
public struct ClientFileFault: Error, Equatable, Sendable {
    /// The client property: `ssl.key.location`.
    public let property: String
    public let reason: String
    public let remedy: String

    /// The key of the configuration that governs the property: `kafka.ssl_key_location`.
    public var key: String {
        "kafka." + String(property.map { $0 == "." ? "_" : $0 })
    }

    public var busFault: BusFault {
        BusFault(.configuration, "\(key) \(reason)", remedy: remedy, retriable: false)
    }

    init(_ property: String, _ reason: String, remedy: String) {
        self.property = property
        self.reason = reason
        self.remedy = remedy
    }

    /// What a refusal of librdkafka to make a client says; nil when it is about something else.
    init?(refusal text: String, hasPassword: Bool) {
        let properties = [
            "ssl.ca.location", "ssl.certificate.location", "ssl.key.location",
        ]
        if text.contains("Private key check failed") || text.contains("key values mismatch") {
            self.init(
                "ssl.key.location", "holds another key than kafka.ssl_certificate_location is for",
                remedy: "give the key that the certificate was made with")
            return
        }
        guard let property = properties.first(where: { text.contains($0) }) else { return nil }
        let isKey = property == "ssl.key.location"
        for sign in ["No such file", "Permission denied"] where text.contains(sign) {
            self.init(
                property, "cannot be read: \(sign.lowercased())",
                remedy: "name a file that the daemon's user may read")
            return
        }
        let passwordSigns = [
            "bad decrypt", "bad password", "password", "mac verify", "interrupted or cancelled",
            "BAD_DECRYPT",
        ]
        if isKey, passwordSigns.contains(where: { text.contains($0) }) {
            self.init(
                "ssl.key.password",
                hasPassword ? "does not open the key" : "is needed: the key is encrypted",
                remedy: "set it to the password of kafka.ssl_key_location")
            return
        }
        // OpenSSL's decoder says "unsupported" of what is no key, and of one that it cannot open.
        self.init(
            property,
            isKey
                ? "holds no usable private key in PEM form" : "holds no usable certificate in PEM form",
            remedy: isKey
                ? "give the PEM file of the key (-----BEGIN PRIVATE KEY-----)"
                : "give the PEM file of the certificate (-----BEGIN CERTIFICATE-----)")
    }

    /// Why a file cannot be opened; nil when it can. Folders serve as sets of authorities.
    init?(unreadable path: String, of property: String) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor < 0 else {
            var facts = stat()
            let isFolder =
                unsafe fstat(descriptor, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
            close(descriptor)
            guard isFolder, property != "ssl.ca.location" else { return nil }
            self.init(property, "is a folder", remedy: "name a PEM file")
            return
        }
        let why = unsafe String(cString: strerror(errno))
        self.init(
            property, "cannot be read: \(path): \(why)",
            remedy: "name a file that the daemon's user may read")
    }
}
