extension Decimal9: CustomStringConvertible {
    /// From a JSON number, rounded half to even to nine places; nil when the text is none or
    /// the value does not fit.
    public init?(_ text: String) {
        let copy = Array(text.utf8)
        let bytes = copy.span
        var reader = JSONReader()
        guard reader.isAtNumber(bytes), let token = try? reader.number(bytes),
            token.end == bytes.count, let nanos = token.nanos
        else { return nil }
        self.nanos = nanos
    }

    /// The shortest exact form: no point without a fraction, no zeros at its end.
    public var description: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Appends the shortest exact form.
    public func append(to bytes: inout [UInt8]) {
        var writer = RecordWriter(appendingTo: &bytes, atMost: RecordWriter.decimalMax)
        var room = bytes.mutableSpan
        writer.decimal(self, &room)
        writer.finish(&bytes)
    }
}
