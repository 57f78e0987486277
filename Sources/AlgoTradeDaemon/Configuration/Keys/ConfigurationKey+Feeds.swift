import Contracts
import YAMLConfig

extension ConfigurationKey {
    /// Recorded files, each a map.
    static func feeds(
        _ path: String, _ field: any ConfigurationField<[ReplayFile]>, _ meaning: String
    ) -> ConfigurationKey {
        key(path, field, kind: "list of maps", allowed: "", meaning) {
            (node) throws(ConfigFault) in
            if node.isNull { return [] }
            var files: [ReplayFile] = []
            for item in try node.list() { files.append(try FeedEntry.read(item)) }
            return files
        } show: {
            .maps($0.map(FeedEntry.show))
        }
    }

    static func replaySpeed(
        _ path: String, _ field: any ConfigurationField<String>, _ meaning: String
    ) -> ConfigurationKey {
        checked(path, field, allowed: "max, or a number from 0.001 to 1000000", meaning) {
            ReplayPlan.Speed($0) != nil
        }
    }

    static func replayShift(
        _ path: String, _ field: any ConfigurationField<String>, _ meaning: String
    ) -> ConfigurationKey {
        checked(path, field, allowed: "none, now, a time, or a duration", meaning) {
            $0 == "none" || ReplayPlan.Shift($0) != nil
        }
    }

    private static func checked(
        _ path: String, _ field: any ConfigurationField<String>, allowed: String,
        _ meaning: String, isLegal: @escaping @Sendable (String) -> Bool
    ) -> ConfigurationKey {
        key(path, field, kind: "text", allowed: allowed, meaning) { (node) throws(ConfigFault) in
            let text = try node.text()
            guard isLegal(text) else {
                throw ConfigFault(
                    .range, at: node.place, "must be \(allowed)", found: node.shown)
            }
            return text
        } show: {
            .text($0)
        }
    }
}

/// An entry of `data_plane.feeds`.
enum FeedEntry {
    private static let names = [
        "file", "symbol", "secType", "exchange", "currency", "conId", "source", "barSize",
        "shape", "columns", "header", "adjust",
    ]

    static func read(_ node: YAMLNode) throws(ConfigFault) -> ReplayFile {
        var file = ReplayFile(path: "")
        var shape: String?
        var columns: YAMLNode?
        for entry in try node.map() {
            let value = entry.value
            switch entry.key {
            case "file": file.path = try value.text()
            case "symbol": file.constants.symbol = try symbol(value)
            case "secType": file.constants.secType = try value.text()
            case "exchange": file.constants.exchange = try value.text()
            case "currency": file.constants.currency = try value.text()
            case "source": file.constants.source = try value.text()
            case "conId":
                guard let id = Int64(try value.text()), id >= 0 else {
                    throw fault(value, "must hold a conId that is a whole number, 0 or above")
                }
                file.constants.conId = id
            case "barSize":
                let size = try value.choice(of: BarSize.allCases.map(\.rawValue))
                file.constants.barSize = BarSize(rawValue: size)
            case "shape": shape = try value.text()
            case "columns": columns = value
            case "header": file.hasHeader = try flag(value)
            case "adjust": file.isAdjusted = try flag(value)
            default:
                throw ConfigFault(
                    .unknownKey, at: entry.keyPlace, "must not hold the key \(entry.key)",
                    remedy: NearestName.find(entry.key, in: names).map { "did you mean \($0)?" }
                        ?? "known are \(names.joined(separator: ", "))")
            }
        }
        guard !file.path.isEmpty else {
            throw fault(node, "must hold a file in each entry", remedy: "write file: PATH")
        }
        guard file.path != InputFile.standardInput else {
            throw fault(node, "must name files: the daemon has no standard input")
        }
        if let columns {
            file.mapping = try mapping(shape, columns)
        } else if shape != nil {
            throw fault(node, "must hold columns where it holds a shape")
        }
        return file
    }

    static func show(_ file: ReplayFile) -> [ShownProperty] {
        var shown = [ShownProperty(name: "file", value: file.path)]
        func add(_ name: String, _ value: String?) {
            if let value { shown.append(ShownProperty(name: name, value: value)) }
        }
        add("symbol", file.constants.symbol?.description)
        add("secType", file.constants.secType)
        add("exchange", file.constants.exchange)
        add("currency", file.constants.currency)
        add("conId", file.constants.conId.map { "\($0)" })
        add("source", file.constants.source)
        add("barSize", file.constants.barSize?.rawValue)
        add("columns", file.mapping?.text)
        if !file.hasHeader { add("header", "false") }
        if file.isAdjusted { add("adjust", "true") }
        return shown
    }

    /// A map of fields and columns with a shape beside it, or text as `--columns` takes it.
    private static func mapping(
        _ shape: String?, _ node: YAMLNode
    ) throws(ConfigFault) -> ColumnMapping {
        do throws(MappingFault) {
            if case .mapping(let entries) = node.content {
                guard let shape else {
                    throw MappingFault(
                        "a map of columns has no shape beside it",
                        remedy: "write shape: bidAsk, allLast, realtimeBar or historicalBar")
                }
                var columns: [(String, String)] = []
                for entry in entries {
                    guard case .scalar(let scalar) = entry.value.content else { continue }
                    columns.append((entry.key, scalar.text))
                }
                return try ColumnMapping(shape: shape, columns: columns)
            }
            guard case .scalar(let scalar) = node.content else {
                throw MappingFault("columns are a list", remedy: "write {field: column, …}")
            }
            if let shape { return try ColumnMapping("\(shape):\(scalar.text)") }
            return try ColumnMapping(scalar.text)
        } catch {
            throw fault(node, "must map columns: \(error.reason)", remedy: error.remedy)
        }
    }

    /// Quoted or not, as an entry is shown.
    private static func flag(_ node: YAMLNode) throws(ConfigFault) -> Bool {
        try node.choice(of: ["true", "false"]) == "true"
    }

    private static func symbol(_ node: YAMLNode) throws(ConfigFault) -> Symbol {
        guard let symbol = Symbol(raw: try node.text()) else {
            throw fault(
                node,
                "must hold symbols of 1 to 20 capital letters and digits, inside also . - _ "
                    + "and a blank")
        }
        return symbol
    }

    private static func fault(
        _ node: YAMLNode, _ message: String, remedy: String = ""
    ) -> ConfigFault {
        ConfigFault(.range, at: node.place, message, found: node.shown, remedy: remedy)
    }
}
