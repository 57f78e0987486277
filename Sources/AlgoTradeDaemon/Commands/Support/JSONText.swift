/// JSON in the making, without white space.
struct JSONText {
    private(set) var bytes: [UInt8] = []

    mutating func object(_ members: (inout JSONText) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        members(&self)
        bytes.append(UInt8(ascii: "}"))
    }

    mutating func array<Elements: Sequence>(
        _ elements: Elements, _ write: (inout JSONText, Elements.Element) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: "["))
        for element in elements { write(&self, element) }
        bytes.append(UInt8(ascii: "]"))
    }

    /// An array whose elements are of different kinds.
    mutating func list(_ elements: (inout JSONText) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        elements(&self)
        bytes.append(UInt8(ascii: "]"))
    }

    mutating func name(_ name: String) {
        separate()
        JSONLine.appendString(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    mutating func value(_ text: String) {
        separate()
        JSONLine.appendString(text, to: &bytes)
    }

    mutating func value(_ number: some BinaryInteger) { raw(number.description) }
    mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
    mutating func null() { raw("null") }

    /// - Parameter number: finite.
    mutating func value(_ number: Double) {
        precondition(number.isFinite, "JSON has no \(number)")
        raw(number.description)
    }

    /// A string of characters that JSON leaves as they are.
    mutating func value(base64: [UInt8]) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        bytes.append(contentsOf: base64)
        bytes.append(UInt8(ascii: "\""))
    }

    /// A value that is JSON already; line ends, which JSON has only between values, become
    /// blanks.
    mutating func value(json: some Sequence<UInt8>) {
        separate()
        for byte in json { bytes.append(byte < 0x20 ? 0x20 : byte) }
    }

    mutating func member(_ name: String, _ text: String?) {
        self.name(name)
        if let text { value(text) } else { null() }
    }

    mutating func member(_ name: String, _ number: some BinaryInteger) {
        self.name(name)
        value(number)
    }

    mutating func member(_ name: String, _ flag: Bool) {
        self.name(name)
        value(flag)
    }

    /// - Parameter number: finite.
    mutating func member(_ name: String, _ number: Double) {
        self.name(name)
        value(number)
    }

    mutating func member(_ name: String, _ texts: [String]) {
        self.name(name)
        array(texts) { $0.value($1) }
    }

    /// Plain text among the lines.
    mutating func add(_ text: some Sequence<UInt8>) { bytes.append(contentsOf: text) }

    /// Ends a line; what follows is a value of its own.
    mutating func endLine() { bytes.append(UInt8(ascii: "\n")) }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    private mutating func raw(_ text: String) {
        separate()
        bytes.append(contentsOf: text.utf8)
    }

    /// A comma, unless what is written now is the first of its kind.
    private mutating func separate() {
        switch bytes.last {
        case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"):
            break
        default: bytes.append(UInt8(ascii: ","))
        }
    }
}

extension JSONText {
    /// One document as a line on standard output.
    static func print(_ members: (inout JSONText) -> Void) {
        var text = JSONText()
        text.object(members)
        text.endLine()
        Terminal.write(text.bytes)
    }
}
