import Contracts

/// Finds in the client library's texts why a broker was not reached.
///
/// Its errors of TLS say that a certificate could not be verified and not why; that is told in a
/// log line (see ``CertificateCheck``), which comes before the error or, from a client just made,
/// after it.
struct AccessJudge {
    /// A fault, with what the library or the broker said.
    struct Verdict: Equatable {
        var fault: AccessFault
        /// False while the broker may just be going down.
        var isCertain = true
        var detail: String

        /// `.unreachable` while it is not certain: trying on may help.
        var busFault: BusFault {
            BusFault(
                isCertain ? fault.code : .unreachable, "\(fault.reason) (\(detail))",
                remedy: fault.remedy, retriable: true)
        }
    }

    private let hasCertificate: Bool
    private var complaint: Verdict?

    init(_ settings: KafkaSettings) {
        hasCertificate = settings.properties.contains { name, _ in
            ["ssl.certificate.location", "ssl.certificate.pem", "ssl.keystore.location"]
                .contains(name)
        }
    }

    /// What ``CertificateCheck`` has found; nil for any other line of the log.
    mutating func verdict(onLog text: String, facility: String) -> Verdict? {
        guard facility == CertificateCheck.facility,
            let (problem, detail) = CertificateProblem.find(in: text)
        else { return nil }
        complaint = Verdict(fault: problem.fault, detail: detail)
        return complaint
    }

    /// Whether the connection broke in the middle of a login: that says nothing about the login.
    static func isCutOff(_ text: String) -> Bool {
        text.contains("SaslAuthenticateRequest failed: Local:")
            || text.contains("mechanism handshake failed: Local:")
    }

    /// Nil for an error that has nothing to do with access.
    mutating func verdict(_ text: String) -> Verdict? {
        if Self.isCutOff(text) { return nil }
        if text.contains("certificate verify failed") || text.contains("error:0A000086") {
            defer { complaint = nil }
            return complaint
                ?? Verdict(fault: .certificate, isCertain: false, detail: brief(text))
        }
        for (fault, isCertain, signs) in Self.signs
        where signs.contains(where: { text.contains($0) }) {
            return Verdict(fault: fault, isCertain: isCertain, detail: brief(text))
        }
        if let alert = Self.alert(in: text), let fault = fault(ofAlert: alert) {
            return Verdict(fault: fault, detail: brief(text))
        }
        // An alert of TLS, read as the size of an answer: 0x15 0x03 and the version.
        if let size = Self.number(after: "Invalid response size ", in: text), size >> 16 == 0x1503 {
            return Verdict(fault: .tlsPort, detail: brief(text))
        }
        return nil
    }

    /// The number of a TLS alert (RFC 8446, section 6) that the broker sent.
    private func fault(ofAlert alert: Int) -> AccessFault? {
        switch alert {
        case 116: .clientCertificateMissing
        // Brokers on Java say bad_certificate to a client without one, others handshake_failure.
        case 40: hasCertificate ? .tlsVersion : .clientCertificateMissing
        case 42: hasCertificate ? .clientCertificateRefused : .clientCertificateMissing
        case 43...46, 48, 49, 51: .clientCertificateRefused
        case 70, 71: .tlsVersion
        default: nil
        }
    }

    private static let signs: [(AccessFault, Bool, [String])] = [
        (.mechanism, true, ["Unsupported SASL mechanism", "Unsupported hash function"]),
        (
            .loginUnwanted, true,
            ["Request not valid in current SASL state", "SASL Handshake not supported by broker"]
        ),
        (.impostor, true, ["ServerSignature mismatch"]),
        (
            .credentials, true,
            [
                "SASL authentication error", "SASL authentication failure",
                "SASL Authentication failed", "SASL SCRAM authentication failed",
                "credentials and broker logs",
            ]
        ),
        (.loginMissing, false, ["might require SASL authentication"]),
        (
            .plainPort, false,
            [
                "connecting to a PLAINTEXT broker listener", "SSL handshake failed: error:0A000126",
                "SSL handshake failed: SSL transport error",
            ]
        ),
        (.tlsPort, false, ["connecting to a SSL listener"]),
        (.plainPort, true, ["wrong version number", "packet length too long"]),
        (
            .tlsVersion, true,
            ["unsupported protocol", "no protocols available", "no shared cipher"]
        ),
        (.certificate, true, ["Broker did not provide a certificate"]),
    ]

    private static func alert(in text: String) -> Int? {
        number(after: "SSL alert number ", in: text)
    }

    private static func number(after mark: String, in text: String) -> Int? {
        let bytes = Array(text.utf8)
        let mark = Array(mark.utf8)
        guard bytes.count > mark.count,
            let start = bytes.indices.dropLast(mark.count)
                .first(where: { bytes[$0...].starts(with: mark) })
        else { return nil }
        let digits = bytes[(start + mark.count)...].prefix { (48...57).contains($0) }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// Without the hint that names the library's own properties, and without times: those would
    /// make each repetition a new text.
    private func brief(_ text: String) -> String {
        var brief = text
        for end in [
            " (after ", ": client SSL authentication might", ": broker certificate could not",
            " (see api.version", ": might be caused", ": increase receive",
        ] {
            brief = Self.cut(brief, before: end)
        }
        return brief
    }

    private static func cut(_ text: String, before mark: String) -> String {
        let bytes = Array(text.utf8)
        let mark = Array(mark.utf8)
        let end = bytes.indices.first { bytes[$0...].starts(with: mark) }
        return String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)
    }
}
