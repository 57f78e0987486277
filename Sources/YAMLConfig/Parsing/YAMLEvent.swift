/// One event of libyaml's parser, copied out of C.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(text: String, isPlain: Bool)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    var kind: Kind
    var place: SourcePlace
    /// Of a scalar, a sequence or a mapping.
    var anchor: String?
    var tag: String?
}
