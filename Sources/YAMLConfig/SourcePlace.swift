/// Where something was written: a place in a file, or an argument of the command line.
public struct SourcePlace: Hashable, Sendable {
    /// The file as the user named it, or the argument (`--set a.b`).
    public var file: String
    /// From 1; 0 when the place has no lines.
    public var line: Int
    /// From 1, in characters; without lines the argument's number.
    public var column: Int

    public init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// A file as a whole.
    public static func file(_ name: String) -> SourcePlace {
        SourcePlace(file: name, line: 0, column: 0)
    }

    /// An argument, shown as `name`, the `number`th of its kind.
    public static func argument(_ name: String, number: Int) -> SourcePlace {
        SourcePlace(file: name, line: 0, column: number)
    }
}

extension SourcePlace: CustomStringConvertible {
    /// `kafka.yaml:3:12`, or the argument alone.
    public var description: String {
        line == 0 ? file : "\(file):\(line):\(column)"
    }
}

extension SourcePlace: Comparable {
    /// Lines of the file first, then arguments in the order they were given.
    public static func < (a: SourcePlace, b: SourcePlace) -> Bool {
        if (a.line == 0) != (b.line == 0) { return b.line == 0 }
        return (a.line, a.column) < (b.line, b.column)
    }
}
