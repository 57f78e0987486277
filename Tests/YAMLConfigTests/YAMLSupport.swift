import YAMLConfig

/// The document in `text` and everything wrong with it, sorted.
func parse(
    _ text: String, environment: [String: String] = [:], files: [String: String] = [:]
) -> (root: YAMLNode?, faults: [ConfigFault]) {
    parse(Array(text.utf8), environment: environment, files: files)
}

func parse(
    _ bytes: [UInt8], environment: [String: String] = [:], files: [String: String] = [:]
) -> (root: YAMLNode?, faults: [ConfigFault]) {
    let surroundings = Surroundings(
        variable: { environment[$0] },
        contents: { (path, _) throws(Surroundings.FileFault) in
            guard let file = files[path] else { throw .missing }
            return Array(file.utf8)
        })
    var faults: [ConfigFault] = []
    let root = YAMLDocument.parse(
        bytes, file: "f", surroundings: surroundings, faults: &faults)
    return (root, faults.sorted { $0.place < $1.place })
}

extension YAMLNode {
    /// The tree in one line: maps in braces, text that is not plain in quotes.
    var outline: String {
        switch content {
        case .scalar(let scalar): scalar.isPlain ? scalar.text : "'\(scalar.text)'"
        case .sequence(let items): "[" + items.map(\.outline).joined(separator: ",") + "]"
        case .mapping(let entries):
            "{" + entries.map { "\($0.key):\($0.value.outline)" }.joined(separator: ",") + "}"
        }
    }
}
