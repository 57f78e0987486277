/// `etc/kafka.yaml`: every key with its default and what it means.
enum ConfigurationSample {
    static var text: String {
        var outline = YAMLOutline()
        outline.comment("The configuration of algotraded: every key, with its default.")
        outline.comment("What is left out has its default; `algotraded check` tells what is wrong.")
        outline.comment(
            "Text may hold ${NAME}, ${NAME:-default} and ${credential:NAME}; $${ is the "
                + "characters themselves.")
        outline.comment(
            "Made from the declarations in Sources/AlgoTradeDaemon/Configuration/Keys.")
        let defaults = Configuration()
        for section in ConfigurationKeys.sections {
            outline.open(section.path, remark: section.meaning)
            for key in ConfigurationKeys.keys(in: section.path) {
                outline.comment(remark(key))
                outline.add(key, value: defaults.printable(key))
            }
        }
        return outline.text
    }

    private static func remark(_ key: ConfigurationKey) -> String {
        var remark = key.meaning
        if !key.allowed.isEmpty { remark += " [\(key.allowed)]" }
        if key.isReloadable { remark += " (SIGHUP)" }
        return remark
    }
}
