/// Builds nodes from events; what can be passed over is collected, what cannot is thrown.
struct Composer: ~Copyable {
    /// A node, how many it counts as with aliases expanded, and how deep it goes.
    struct Composed {
        var node: YAMLNode
        var size: Int
        var height: Int
    }

    private enum Anchor {
        /// Its node is not finished: an alias to it would be a cycle.
        case open(Int)
        case done(Composed)
    }

    var parser: EventParser
    var expander: Expander
    let limits: YAMLLimits
    var faults: [ConfigFault] = []
    private var anchors: [String: Anchor] = [:]
    private var anchorCount = 0
    private var nodeCount = 0

    init(parser: consuming EventParser, expander: Expander, limits: YAMLLimits) {
        self.parser = parser
        self.expander = expander
        self.limits = limits
    }

    /// The only document of the stream; nil when there is none.
    mutating func document() throws(ConfigFault) -> YAMLNode? {
        _ = try parser.next()
        guard case .documentStart = try parser.next().kind else { return nil }
        let root = try node(try parser.next(), depth: 0)
        _ = try parser.next()
        let after = try parser.next()
        if case .documentStart = after.kind {
            throw ConfigFault(
                .syntax, at: after.place, "a second document begins here",
                remedy: "a configuration is one document: remove the line ---")
        }
        return root.node
    }

    /// The node that begins with `event`; `isKey` leaves variables as they are.
    mutating func node(
        _ event: YAMLEvent, depth: Int, isKey: Bool = false
    ) throws(ConfigFault) -> Composed {
        if case .alias(let name) = event.kind {
            return try aliased(name, at: event.place, depth: depth)
        }
        try count(1, at: event.place)
        let number = open(event.anchor)
        let composed: Composed
        switch event.kind {
        case .scalar(let text, let isPlain):
            let isText = try isText(event) ?? !isPlain
            let scalar = expanded(text, isPlain: !isText, isKey: isKey, at: event.place)
            composed = Composed(
                node: YAMLNode(.scalar(scalar), at: event.place), size: 1, height: 0)
        case .sequenceStart:
            try checkTag(event, is: "seq")
            composed = try sequence(at: event.place, depth: depth)
        case .mappingStart:
            try checkTag(event, is: "map")
            composed = try mapping(at: event.place, depth: depth)
        default:
            throw ConfigFault(.syntax, at: event.place, "a value was expected here")
        }
        close(event.anchor, number, composed)
        return composed
    }

    private mutating func sequence(
        at place: SourcePlace, depth: Int
    ) throws(ConfigFault) -> Composed {
        try checkDepth(depth + 1, at: place)
        var items: [YAMLNode] = []
        var size = 1
        var height = 0
        while true {
            let event = try parser.next()
            if case .sequenceEnd = event.kind { break }
            let item = try node(event, depth: depth + 1)
            items.append(item.node)
            size += item.size
            height = max(height, item.height)
        }
        return Composed(
            node: YAMLNode(.sequence(items), at: place), size: size, height: height + 1)
    }

    private mutating func expanded(
        _ text: String, isPlain: Bool, isKey: Bool, at place: SourcePlace
    ) -> YAMLScalar {
        var scalar = YAMLScalar(text: text, written: text, isPlain: isPlain)
        if text.utf8.contains(0) {
            faults.append(
                ConfigFault(
                    .encoding, at: place, "the text contains a NUL character",
                    remedy: "remove \\0"))
            scalar.isBroken = true
            return scalar
        }
        guard !isKey else { return scalar }
        do {
            return try expander.expand(text, isPlain: isPlain)
        } catch {
            faults.append(
                ConfigFault(.variable, at: place, error.message, remedy: error.remedy))
            scalar.isBroken = true
            return scalar
        }
    }

    private mutating func aliased(
        _ name: String, at place: SourcePlace, depth: Int
    ) throws(ConfigFault) -> Composed {
        switch anchors[name] {
        case .done(let composed):
            try count(composed.size, at: place)
            try checkDepth(depth + composed.height, at: place)
            return composed
        case .open:
            faults.append(
                ConfigFault(
                    .alias, at: place, "the alias *\(name.cut(to: 64)) stands inside its anchor",
                    remedy: "a value cannot contain itself"))
        case nil:
            faults.append(
                ConfigFault(
                    .alias, at: place, "the alias *\(name.cut(to: 64)) has no anchor before it",
                    remedy: "write &\(name.cut(to: 64)) at the value it stands for"))
        }
        let broken = YAMLScalar(text: "", written: "", isPlain: true, isBroken: true)
        return Composed(node: YAMLNode(.scalar(broken), at: place), size: 1, height: 0)
    }

    private mutating func open(_ anchor: String?) -> Int {
        anchorCount += 1
        if let anchor { anchors[anchor] = .open(anchorCount) }
        return anchorCount
    }

    /// An anchor set again inside its own node stays with the later one, as YAML says.
    private mutating func close(_ anchor: String?, _ number: Int, _ composed: Composed) {
        guard let anchor, case .open(number) = anchors[anchor] else { return }
        anchors[anchor] = .done(composed)
    }

    private mutating func count(_ nodes: Int, at place: SourcePlace) throws(ConfigFault) {
        nodeCount += nodes
        guard nodeCount <= limits.nodes else {
            throw ConfigFault(
                .limit, at: place,
                "the file holds more than \(limits.nodes) values, aliases expanded",
                remedy: "use fewer aliases")
        }
    }

    func checkDepth(_ depth: Int, at place: SourcePlace) throws(ConfigFault) {
        guard depth <= limits.depth else {
            throw ConfigFault(
                .limit, at: place, "lists and maps are nested deeper than \(limits.depth)",
                remedy: "a configuration needs about four levels: check the brackets")
        }
    }
}
