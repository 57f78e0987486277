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
    ///
    /// OpenSSL says "PEM lib" of a file that is no key, of a damaged one and of a wrong password:
    /// the key file tells them apart.
    init?(refusal text: String, keyFile: String, hasPassword: Bool) {
        if text.contains("Private key check failed") || text.contains("key values mismatch") {
            self.init(
                "ssl.key.location", "holds another key than kafka.ssl_certificate_location is for",
                remedy: "give the key that the certificate was made with")
            return
        }
        let properties = ["ssl.ca.location", "ssl.certificate.location", "ssl.key.location"]
        guard let property = properties.first(where: { text.contains($0) }) else { return nil }
        if text.contains("system lib") || text.contains("No such file") {
            self.init(
                property, "cannot be read", remedy: "name a file that the daemon's user may read")
        } else if property == "ssl.key.location" {
            self.init(key: keyFile, hasPassword: hasPassword)
        } else {
            self.init(
                property, "holds no usable certificate in PEM form",
                remedy: "give the PEM file of the certificate (-----BEGIN CERTIFICATE-----)")
        }
    }

    private init(key path: String, hasPassword: Bool) {
        let text = Self.beginning(of: path)
        if text.contains("ENCRYPTED") {
            self.init(
                "ssl.key.password",
                hasPassword ? "does not open the key" : "is needed: the key is encrypted",
                remedy: "set it to the password of kafka.ssl_key_location")
        } else if text.contains("PRIVATE KEY-----") {
            self.init(
                "ssl.key.location", "holds a private key that is damaged",
                remedy: "copy the file again, whole")
        } else {
            self.init(
                "ssl.key.location", "holds no private key in PEM form",
                remedy: "give the PEM file of the key (-----BEGIN PRIVATE KEY-----)")
        }
    }

    /// The first bytes of a file, which tell what it is.
    private static func beginning(of path: String) -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
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
