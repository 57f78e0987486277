/// What must not be printed: keys whose values came from credentials, and secret texts that
/// could stand in other values too.
struct Redaction: Sendable {
    static let mark = "[redacted]"

    /// Shorter secrets are hidden where a value equals them, not inside longer values.
    private static let lengthMin = 4

    /// Paths of keys into whose value a credential entered.
    private(set) var keys: Set<String> = []
    private var texts: Set<String> = []

    mutating func hide(key: String) { keys.insert(key) }

    mutating func hide(text: String) {
        if !text.isEmpty { texts.insert(text) }
    }

    /// Whether a value must be redacted because it is, or contains, a secret.
    func hides(_ value: String) -> Bool {
        texts.contains { secret in
            value == secret || (secret.utf8.count >= Self.lengthMin && value.contains(secret))
        }
    }

    /// Whether a value as a message shows it, quoted and perhaps cut short, shows a secret.
    func hides(shown: String) -> Bool {
        let bare = shown.filter { $0 != "\"" && $0 != "…" }
        let isCut = shown.contains("…")
        return hides(bare) || (isCut && texts.contains { $0.hasPrefix(bare) })
    }

    /// Whether a client property of this name holds a secret.
    static func hides(property name: String) -> Bool {
        let name = name.lowercased()
        return ["password", "secret", "key.pem", "ssl_key", "oauthbearer.config"]
            .contains { name.contains($0) }
    }
}
