internal import CYAML

/// libyaml's parser over bytes of its own.
///
/// libyaml, `yaml_parser_set_input_string`: "the `input` pointer must be valid while the
/// `parser` object exists". Both are freed here, the parser first.
@safe
struct EventParser: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let bytes: [UInt8]
    private let file: String

    /// The bytes are valid UTF-8 without a byte order mark.
    init(bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
        // One more than needed: the pointer is never null, which libyaml asserts.
        unsafe input = .allocate(capacity: bytes.count + 1)
        unsafe input.initialize(repeating: 0)
        for (index, byte) in bytes.enumerated() { unsafe input[index] = byte }
        unsafe parser = .allocate(capacity: 1)
        let isReady = unsafe yaml_parser_initialize(parser)
        precondition(isReady == 1, "no memory for a YAML parser")
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; not to be called again after it threw or gave the end of the stream.
    mutating func next() throws(ConfigFault) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw syntaxFault() }
        defer { unsafe yaml_event_delete(&event) }
        return unsafe copied(event)
    }

    private func copied(_ event: yaml_event_t) -> YAMLEvent {
        let place = unsafe self.place(event.start_mark)
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: return YAMLEvent(kind: .streamStart, place: place)
        case YAML_DOCUMENT_START_EVENT: return YAMLEvent(kind: .documentStart, place: place)
        case YAML_DOCUMENT_END_EVENT: return YAMLEvent(kind: .documentEnd, place: place)
        case YAML_SEQUENCE_END_EVENT: return YAMLEvent(kind: .sequenceEnd, place: place)
        case YAML_MAPPING_END_EVENT: return YAMLEvent(kind: .mappingEnd, place: place)
        case YAML_ALIAS_EVENT:
            let name = unsafe text(event.data.alias.anchor) ?? ""
            return YAMLEvent(kind: .alias(name), place: place)
        case YAML_SEQUENCE_START_EVENT:
            let start = unsafe event.data.sequence_start
            return unsafe YAMLEvent(
                kind: .sequenceStart, place: place, anchor: text(start.anchor),
                tag: text(start.tag))
        case YAML_MAPPING_START_EVENT:
            let start = unsafe event.data.mapping_start
            return unsafe YAMLEvent(
                kind: .mappingStart, place: place, anchor: text(start.anchor),
                tag: text(start.tag))
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let value = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            return unsafe YAMLEvent(
                kind: .scalar(text: String(decoding: value, as: UTF8.self), isPlain: isPlain),
                place: place, anchor: text(scalar.anchor), tag: text(scalar.tag))
        default: return YAMLEvent(kind: .streamEnd, place: place)
        }
    }

    private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let characters = unsafe characters else { return nil }
        return unsafe String(cString: characters)
    }

    private func place(_ mark: yaml_mark_t) -> SourcePlace {
        SourcePlace(file: file, line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private func syntaxFault() -> ConfigFault {
        let state = unsafe parser.pointee
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "no memory"
        if unsafe state.error == YAML_READER_ERROR {
            let offset = unsafe Swift.min(Int(state.problem_offset), bytes.count)
            return ConfigFault(
                .encoding, at: SourceText.place(ofByte: offset, in: bytes, file: file), problem,
                remedy: "remove the character, or write it as an escape in double quotes")
        }
        var message = problem
        if let context = unsafe state.context {
            let start = unsafe place(state.context_mark)
            message += unsafe " \(String(cString: context)) (line \(start.line))"
        }
        return ConfigFault(
            .syntax, at: unsafe place(state.problem_mark), message, remedy: remedy(for: problem))
    }

    private func remedy(for problem: String) -> String {
        if problem.contains("cannot start any token") {
            return "indent with blanks, not tabs, and quote text that begins with @, ` or %"
        }
        if problem.contains("mapping values are not allowed") {
            return "quote text that contains a colon and a blank, and check the indentation"
        }
        return "check indentation, quotes and brackets around this place"
    }
}
