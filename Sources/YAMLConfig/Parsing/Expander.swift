/// Expands `${NAME}`, `${NAME:-default}` and `${credential:NAME}`; `$${` stands for `${`.
struct Expander {
    struct Fault: Error {
        let message: String
        let remedy: String
    }

    private static let opening = Array("${".utf8)
    private static let literal = Array("$${".utf8)

    private let surroundings: Surroundings
    /// Bytes that expansions may still add, over the whole document.
    private var budget: Int

    init(_ surroundings: Surroundings, budget: Int) {
        self.surroundings = surroundings
        self.budget = budget
    }

    /// A scalar as it stands in the file, with its variables expanded.
    ///
    /// Messages name variables, never a value nor the text around them: it may be a secret.
    mutating func expand(_ written: String, isPlain: Bool) throws(Fault) -> YAMLScalar {
        var scalar = YAMLScalar(text: written, written: written, isPlain: isPlain)
        guard written.utf8.contains(UInt8(ascii: "$")) else { return scalar }
        let source = Array(written.utf8)
        var out: [UInt8] = []
        var index = 0
        while index < source.count {
            let isMark = source[index] == UInt8(ascii: "$")
            if isMark, source[index...].starts(with: Self.literal) {
                out += Self.opening
                index += 3
            } else if isMark, source[index...].starts(with: Self.opening) {
                guard let end = source[index...].firstIndex(of: UInt8(ascii: "}")) else {
                    throw Fault(
                        message: "a ${ has no closing }",
                        remedy: "close it, or write $${ for the characters themselves")
                }
                let body = String(decoding: source[(index + 2)..<end], as: UTF8.self)
                let (value, isCredential) = try value(of: body)
                budget -= value.utf8.count
                guard budget >= 0 else {
                    throw Fault(
                        message: "variables expand to too much text",
                        remedy: "use shorter variables, or fewer")
                }
                out += Array(value.utf8)
                scalar.isExpanded = true
                scalar.isSecret = scalar.isSecret || isCredential
                index = end + 1
            } else {
                out.append(source[index])
                index += 1
            }
        }
        scalar.text = String(decoding: out, as: UTF8.self)
        return scalar
    }

    private func value(of body: String) throws(Fault) -> (String, isCredential: Bool) {
        if body.hasPrefix("credential:") {
            return (try credential(String(body.dropFirst("credential:".count))), true)
        }
        let nameEnd = body.utf8.firstIndex(of: UInt8(ascii: ":")) ?? body.endIndex
        let name = String(body[..<nameEnd])
        let rest = body[nameEnd...]
        guard Self.isVariable(name), rest.isEmpty || rest.hasPrefix(":-"), !rest.contains("${")
        else {
            throw Fault(
                message: "${ is not followed by a variable's name",
                remedy: "write ${NAME}, ${NAME:-default}, ${credential:NAME}, "
                    + "or $${ for the characters themselves")
        }
        let value = surroundings.variable(name)
        if rest.isEmpty {
            guard let value else {
                throw Fault(
                    message: "the environment variable \(name) is not set",
                    remedy: "set it, or write ${\(name):-default}")
            }
            return (try checked(value, name), false)
        }
        if let value, !value.isEmpty { return (try checked(value, name), false) }
        return (String(rest.dropFirst(2)), false)
    }

    private func credential(_ name: String) throws(Fault) -> String {
        guard !name.isEmpty, name != ".", !name.contains("/"), !name.contains(".."),
            !name.contains(":"), !name.contains("$")
        else {
            throw Fault(
                message: "${credential: is not followed by a credential's name",
                remedy: "write the file's name alone, without / and ..")
        }
        guard let folder = surroundings.variable("CREDENTIALS_DIRECTORY"), !folder.isEmpty else {
            throw Fault(
                message: "the credential \(name) cannot be read: "
                    + "CREDENTIALS_DIRECTORY is not set",
                remedy: "run under systemd with LoadCredential=\(name):FILE")
        }
        var bytes: [UInt8]
        do {
            bytes = try surroundings.contents("\(folder)/\(name)", 1_048_576)
        } catch {
            throw Fault(
                message: "the credential \(name) cannot be read: \(error)",
                remedy: "check LoadCredential=\(name):FILE in the unit")
        }
        if bytes.last == UInt8(ascii: "\n") { bytes.removeLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault(
                message: "the credential \(name) is not UTF-8", remedy: "store it as text")
        }
        return try checked(text, name)
    }

    /// C libraries would see such a text cut short.
    private func checked(_ value: String, _ name: String) throws(Fault) -> String {
        guard !value.utf8.contains(0) else {
            throw Fault(
                message: "the value of \(name) contains a NUL character", remedy: "remove it")
        }
        return value
    }

    private static func isVariable(_ name: String) -> Bool {
        guard let first = name.utf8.first, !isDigit(first) else { return false }
        return name.utf8.allSatisfy { byte in
            isDigit(byte) || byte == UInt8(ascii: "_")
                || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
