/// `docs/CONFIGURATION.md`: a table for each section.
enum ConfigurationManual {
    static var text: String {
        var text = introduction
        let defaults = Configuration()
        for section in ConfigurationKeys.sections {
            text += "\n## \(section.path)\n\n\(section.meaning)\n"
            let keys = ConfigurationKeys.keys(in: section.path)
            if keys.isEmpty { continue }
            text += "\n| Key | Type | Default | Allowed | SIGHUP | Meaning |\n"
            text += "|---|---|---|---|---|---|\n"
            for key in keys { text += row(key, defaults) }
        }
        return text
    }

    private static func row(_ key: ConfigurationKey, _ defaults: Configuration) -> String {
        let kind = key.isSecret ? "secret \(key.kind)" : key.kind
        let reload = key.isReloadable ? "yes" : ""
        let value = defaults.printable(key)
        return "| `\(key.path)` | \(kind) | `\(value)` | \(key.allowed) | \(reload) "
            + "| \(key.meaning) |\n"
    }

    private static let introduction = """
        # Configuration

        Made from the declarations in `Sources/AlgoTradeDaemon/Configuration/Keys`; a test holds \
        the two together.

        `algotraded` reads the file given with `--config`, else `./kafka.yaml`, else
        `/etc/algotraded/kafka.yaml`. What is left out has its default. `algotraded check` tells \
        every mistake
        at once as `file:line:column: message`, with the remedy; `check --print` shows the values \
        that hold.

        - The file is YAML 1.1 in UTF-8, one document of at most 10 MB. Anchors, aliases and \
        merge keys (`<<`)
          work. A key that stands twice, and a key that is not known, is an error.
        - Text may hold `${NAME}` and `${NAME:-default}` from the environment (the default counts \
        when the variable
          is unset or empty) and `${credential:NAME}` from `$CREDENTIALS_DIRECTORY`; `$${` stands \
        for `${`.
        - Durations are a whole number and a unit: `100us`, `20ms`, `10s`, `5m`, `8h`, `7d`.
        - Numbers and booleans are written without quotes. An empty value stands for empty text, \
        an empty
          list, or a section whose keys all have their defaults; elsewhere it is an error.
        - `--set key.path=value` overrides the file and may be repeated; the value is text, a \
        quoted text or a
          flow collection such as `[data, orders]`, and takes the place of the whole value of \
        that key.
        - Secrets are shown as `[redacted]` wherever they are printed. Keep them out of the file: \
        use credentials.
        - SIGHUP reads the file again; keys marked so take their new values over, for the others \
        restart the daemon.

        """
}
