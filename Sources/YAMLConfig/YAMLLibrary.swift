internal import CYAML

public enum YAMLLibrary {
    /// libyaml's version, `0.2.5`.
    public static var version: String { unsafe String(cString: yaml_get_version_string()) }
}
