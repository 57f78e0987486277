/// Typed reading. Faults say `must be …` without the key's name, which the caller knows.
extension YAMLNode {
    /// Any scalar but nothing.
    public func text() throws(ConfigFault) -> String {
        guard case .scalar(let scalar) = content, !isNull else { throw wrongType("text") }
        return scalar.text
    }

    /// A decimal whole number; underscores may group its digits.
    public func integer() throws(ConfigFault) -> Int {
        let text = try unquoted("a whole number")
        let digits = text.drop { $0 == "-" || $0 == "+" }
        if digits.count > 1, digits.first == "0", digits.allSatisfy(\.isWholeNumber) {
            throw wrongType(
                "a whole number", remedy: "write it without leading zeros: they mean octal")
        }
        let isWhole = !text.contains(".") && !text.contains("e") && !text.contains("E")
        guard isWhole, let number = ExactDecimal(text) else {
            throw wrongType("a whole number")
        }
        guard let value = number.scaled(places: 0) else {
            throw ConfigFault(
                .range, at: place, "must be a whole number within 64 bits", found: shown)
        }
        return Int(value)
    }

    public func decimal() throws(ConfigFault) -> ExactDecimal {
        guard let number = ExactDecimal(try unquoted("a number")) else {
            throw wrongType("a number")
        }
        return number
    }

    /// `true` or `false`; also YAML 1.1's yes, no, on, off.
    public func boolean() throws(ConfigFault) -> Bool {
        switch try unquoted("true or false").lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw wrongType("true or false")
        }
    }

    /// See ``DurationText``.
    public func duration() throws(ConfigFault) -> Duration {
        guard case .scalar(let scalar) = content, let value = DurationText.parse(scalar.text)
        else {
            throw wrongType(
                "a duration", remedy: "write a whole number and a unit: 20ms, 10s, 5m, 8h, 7d")
        }
        return value
    }

    /// Bytes; see ``SizeText``.
    public func size() throws(ConfigFault) -> Int {
        guard case .scalar(let scalar) = content, let value = SizeText.parse(scalar.text) else {
            throw wrongType(
                "a size", remedy: "write a whole number and a unit: 512B, 64KiB, 5MiB, 1GiB")
        }
        return value
    }

    /// One of `choices`; letter case counts.
    public func choice(of choices: [String]) throws(ConfigFault) -> String {
        let list = choices.joined(separator: ", ")
        guard case .scalar(let scalar) = content, !isNull else {
            throw wrongType("one of \(list)")
        }
        if choices.contains(scalar.text) { return scalar.text }
        let nearest = NearestName.find(scalar.written, in: choices)
        throw ConfigFault(
            .choice, at: place, "must be one of \(list)", found: shown,
            remedy: nearest.map { "did you mean \($0)?" } ?? "write one of them")
    }

    public func list() throws(ConfigFault) -> [YAMLNode] {
        guard case .sequence(let items) = content else {
            throw wrongType("a list", remedy: "write [a, b], or lines that begin with -")
        }
        return items
    }

    public func map() throws(ConfigFault) -> [YAMLEntry] {
        guard case .mapping(let entries) = content else {
            throw ConfigFault(
                .type, at: place, "must be a map of keys and values",
                found: kind, remedy: "write its keys below it, indented")
        }
        return entries
    }

    /// A scalar's text; quotes make a scalar text, unless a variable stands in it.
    private func unquoted(_ expected: String) throws(ConfigFault) -> String {
        guard case .scalar(let scalar) = content, !isNull else { throw wrongType(expected) }
        guard scalar.isPlain || scalar.isExpanded else {
            throw wrongType(expected, remedy: "write it without quotes")
        }
        return scalar.text
    }

    private func wrongType(_ expected: String, remedy: String = "") -> ConfigFault {
        ConfigFault(.type, at: place, "must be \(expected)", found: shown, remedy: remedy)
    }

    private var kind: String {
        if case .scalar = content { return isNull ? "nothing" : "a single value" }
        return shown
    }
}
