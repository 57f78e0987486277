public import Contracts

/// Why brokers and client do not come to terms; each cause with what helps.
public enum AccessFault: String, CaseIterable, Sendable {
    case credentials
    /// The broker could not prove that it knows the password (SCRAM).
    case impostor
    case mechanism
    /// The listener wants a login that is not configured; or none, and one is.
    case loginMissing = "login_missing"
    case loginUnwanted = "login_unwanted"
    case authority
    case certificateExpired = "certificate_expired"
    case certificateNotYetValid = "certificate_not_yet_valid"
    case hostName = "host_name"
    /// The broker's certificate, for another reason.
    case certificate
    /// TLS spoken to a port that speaks plainly, and the other way round.
    case plainPort = "plain_port"
    case tlsPort = "tls_port"
    case clientCertificateMissing = "client_certificate_missing"
    case clientCertificateRefused = "client_certificate_refused"
    /// No version or cipher in common.
    case tlsVersion = "tls_version"

    /// What the daemon's configuration has to do with it.
    public var code: BusFault.Code {
        switch self {
        case .mechanism, .loginMissing, .loginUnwanted, .plainPort, .tlsPort,
            .clientCertificateMissing:
            .configuration
        default: .denied
        }
    }

    public var reason: String {
        switch self {
        case .credentials: "the broker refuses the login: unknown user or wrong password"
        case .impostor: "the broker does not know the password either: it may be another's"
        case .mechanism: "the broker does not offer the SASL mechanism that is configured"
        case .loginMissing: "the broker wants a login (SASL) and none is configured"
        case .loginUnwanted: "the broker's port takes no login (SASL), and one is configured"
        case .authority: "no trusted authority has signed the broker's certificate"
        case .certificateExpired: "the broker's certificate has expired"
        case .certificateNotYetValid: "the broker's certificate is not valid yet"
        case .hostName: "the broker's certificate is not for the host name it is reached by"
        case .certificate: "the broker's certificate cannot be verified"
        case .plainPort: "the broker's port does not speak TLS, and TLS is configured"
        case .tlsPort: "the broker's port speaks TLS, and TLS is not configured"
        case .clientCertificateMissing: "the broker wants a client certificate and gets none"
        case .clientCertificateRefused: "the broker refuses the client certificate"
        case .tlsVersion: "the broker and this client have no TLS version or cipher in common"
        }
    }

    public var remedy: String {
        switch self {
        case .credentials: "check kafka.sasl_username, kafka.sasl_password, kafka.sasl_mechanism"
        case .impostor: "check kafka.bootstrap_servers, then kafka.sasl_password"
        case .mechanism: "set kafka.sasl_mechanism to one that the broker offers"
        case .loginMissing:
            "set kafka.security_protocol to SASL_SSL or SASL_PLAINTEXT, with kafka.sasl_mechanism, "
                + "kafka.sasl_username and kafka.sasl_password"
        case .loginUnwanted:
            "set kafka.security_protocol to SSL or PLAINTEXT, or name the brokers' SASL port in "
                + "kafka.bootstrap_servers"
        case .authority, .certificate:
            "set kafka.ssl_ca_location to the PEM file of the authority that signed it"
        case .certificateExpired: "renew the certificate on the broker, or put this clock right"
        case .certificateNotYetValid: "put the clock of this host right, or the broker's"
        case .hostName:
            "use a name of the certificate in kafka.bootstrap_servers and in the brokers' "
                + "advertised.listeners, or issue the certificate for that name"
        case .plainPort:
            "set kafka.security_protocol to PLAINTEXT or SASL_PLAINTEXT, or name the brokers' TLS "
                + "port in kafka.bootstrap_servers"
        case .tlsPort: "set kafka.security_protocol to SSL or SASL_SSL"
        case .clientCertificateMissing:
            "set kafka.ssl_certificate_location and kafka.ssl_key_location"
        case .clientCertificateRefused:
            "let an authority that the broker trusts sign kafka.ssl_certificate_location, and see "
                + "that it has not expired"
        case .tlsVersion:
            "see ssl.protocols and ssl.cipher.suites of the brokers, and ssl.cipher.suites in "
                + "kafka.librdkafka"
        }
    }
}
