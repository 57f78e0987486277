import YAMLConfig

/// Says what an unknown key was meant to be.
enum UnknownKey {
    /// How many places are named where a key could belong.
    private static let placesMax = 3

    static func fault(_ key: String, in section: String, at place: SourcePlace) -> ConfigFault {
        let path = section.isEmpty ? key : "\(section).\(key)"
        return ConfigFault(
            .unknownKey, at: place, "\(shown(path)) is not a key",
            remedy: remedy(key, in: section))
    }

    private static func remedy(_ key: String, in section: String) -> String {
        let here = ConfigurationKeys.names(below: section)
        let nearest = NearestName.find(key, in: here)
        if let nearest, NearestName.isSame(key, nearest) { return didYouMean(nearest, section) }
        let homes = homes(of: key)
        if !homes.isEmpty {
            let rest = homes.count > placesMax ? " and others" : ""
            let named = homes.prefix(placesMax).joined(separator: ", ")
            return "this key belongs under \(named)\(rest)"
        }
        if let nearest { return didYouMean(nearest, section) }
        let paths = ConfigurationKeys.all.map(\.path)
        if let far = NearestName.find(key, in: paths.map(leaf)),
            let path = paths.first(where: { leaf($0) == far })
        {
            return "did you mean \(path)?"
        }
        return "known here: \(here.joined(separator: ", "))"
    }

    private static func didYouMean(_ name: String, _ section: String) -> String {
        "did you mean \(section.isEmpty ? name : "\(section).\(name)")?"
    }

    /// Sections that have a key or a section of this name; "the top of the file" for their own.
    private static func homes(of key: String) -> [String] {
        let paths = ConfigurationKeys.all.map(\.path) + ConfigurationKeys.sections.map(\.path)
        return paths.compactMap { path in
            guard leaf(path) == key else { return nil }
            let home = path.dropLast(key.count + 1)
            return home.isEmpty ? "the top of the file" : String(home)
        }
    }

    private static func leaf(_ path: String) -> String {
        String(path.split(separator: ".").last ?? "")
    }

    /// Text of the file, bounded and in one line.
    private static func shown(_ path: String) -> String {
        YAMLText.cut(path, to: 100)
    }
}
