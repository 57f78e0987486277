internal import CRDKafka

/// Has OpenSSL's reason for refusing a broker's certificate told.
///
/// librdkafka's error says "certificate verify failed" for all of them. Its callback for a second
/// opinion is given the reason; the answer here is always OpenSSL's own, and its text comes back
/// as a log line, before the error.
enum CertificateCheck {
    /// The facility of such lines.
    static let facility = "SSLCERTVRFY"
    /// Before the number of the reason, in the line.
    static let mark = "x509 reason "
    /// Before the broker's address.
    static let addressMark = "reached as "

    static func install(in conf: OpaquePointer?) {
        _ = unsafe rd_kafka_conf_set_ssl_cert_verify_cb(conf) {
            _, broker, _, reason, _, certificate, size, text, textSize, _ in
            // "The callback must return 1 if verification succeeds, or 0 if verification fails and
            // then write a human-readable error message to errstr."
            guard let reason = unsafe reason, unsafe reason.pointee != 0 else { return 1 }
            let bytes = unsafe UnsafeRawBufferPointer(start: certificate, count: size)
            let names = unsafe CertificateNames.read(Array(bytes.prefix(CertificateNames.bytesMax)))
            let host = unsafe broker.map { unsafe String(cString: $0) } ?? ""
            let message =
                unsafe CertificateCheck.mark + "\(reason.pointee), "
                + CertificateCheck.addressMark + host
                + (names.isEmpty ? "" : ", issued for \(names.joined(separator: ", "))")
            let characters = unsafe UnsafeMutableBufferPointer(start: text, count: textSize)
            for (index, byte) in message.utf8.prefix(max(0, textSize - 1)).enumerated() {
                unsafe characters[index] = CChar(bitPattern: byte)
            }
            if textSize > 0 {
                unsafe characters[min(message.utf8.count, textSize - 1)] = 0
            }
            return 0
        }
    }
}

/// Why OpenSSL refuses a certificate (x509_vfy.h, X509_V_ERR_…).
enum CertificateProblem: Equatable {
    case expired, notYetValid, authority, hostName
    case other(Int)

    init(reason: Int) {
        self =
            switch reason {
            case 9, 13: .notYetValid
            case 10, 14: .expired
            case 2, 18, 19, 20, 21, 24, 27, 33: .authority
            case 62, 63, 64: .hostName
            default: .other(reason)
            }
    }

    var fault: AccessFault {
        switch self {
        case .expired: .certificateExpired
        case .notYetValid: .certificateNotYetValid
        case .authority: .authority
        case .hostName: .hostName
        case .other: .certificate
        }
    }

    /// The problem and what was said of it, in a line of ``CertificateCheck``.
    static func find(in line: String) -> (problem: CertificateProblem, detail: String)? {
        let bytes = Array(line.utf8)
        let mark = Array(CertificateCheck.mark.utf8)
        guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) })
        else { return nil }
        let digits = bytes[(start + mark.count)...].prefix { (48...57).contains($0) }
        guard let reason = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        let subject = Self.subject(of: line)
        let rest = String(decoding: bytes[digits.endIndex...].dropFirst(2), as: UTF8.self)
        return (CertificateProblem(reason: reason), "\(subject)\(rest)")
    }

    /// `certificate subject=/CN=kafka, issuer=/CN=ca, ` as librdkafka wrote it before.
    private static func subject(of line: String) -> String {
        guard let open = line.firstIndex(of: "("),
            let close = line[open...].firstIndex(of: ")")
        else { return "" }
        return "\(line[line.index(after: open)..<close]), "
    }
}
