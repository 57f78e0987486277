import Contracts

/// Writes what became of the records of one file, a record after the other.
struct VerdictText: Sendable {
    private static let validEnd = Array(#","valid":true,"faults":[]}"#.utf8) + [0x0A]

    /// Nil: nothing is written.
    private let format: OutputFormat?
    /// What stands before the line's number.
    private let head: [UInt8]

    /// - Parameters:
    ///   - format: nil when the records are not told.
    ///   - namesFile: JSON tells the file too.
    init(_ format: OutputFormat?, file: String, namesFile: Bool) {
        self.format = format
        switch format {
        case .json?:
            var text = JSONText()
            text.object {
                if namesFile { $0.member("file", file) }
                $0.name("line")
            }
            head = Array(text.bytes.dropLast())
        case .text?: head = Array("\(file):".utf8)
        case nil: head = []
        }
    }

    /// The record of that line is valid: told in JSON only.
    func add(valid line: Int, to text: inout JSONText) {
        guard format == .json else { return }
        text.add(head)
        text.value(line)
        text.add(Self.validEnd)
    }

    /// The record of that line has faults.
    func add(_ faults: [ContractFault], of line: Int, to text: inout JSONText) {
        switch format {
        case .text?:
            for fault in faults {
                text.add(head)
                text.add("\(line): \(fault)\n".utf8)
            }
        case .json?:
            text.add(head)
            text.value(line)
            text.member("valid", false)
            text.name("faults")
            text.array(faults) { list, fault in
                list.object {
                    $0.member("path", fault.path)
                    $0.member("code", fault.code.rawValue)
                    $0.member("offset", fault.offset)
                    $0.member("expected", fault.expected)
                    $0.member("found", fault.found)
                }
            }
            text.add(CollectionOfOne(UInt8(ascii: "}")))
            text.endLine()
        case nil: break
        }
    }
}
