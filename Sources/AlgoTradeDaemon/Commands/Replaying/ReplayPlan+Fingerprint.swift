import Contracts

extension ReplayPlan {
    /// Tells apart replays whose records, or the order of them, differ; as 32 hexadecimal digits.
    /// Speed and limit do not count.
    ///
    /// - Throws: ``CommandFault`` when a file cannot be opened.
    func fingerprint() throws(CommandFault) -> String {
        var hash = StableHash()
        for file in files {
            let opened = try InputFile(file.path)
            guard let size = opened.size else {
                throw CommandFault(
                    "\(opened.name): a pipe cannot be read again",
                    remedy: "--resume needs files: record it into one first")
            }
            hash.combine(String(file.path.split(separator: "/").last ?? ""))
            hash.combine(UInt64(size))
            if let mapping = file.mapping {
                hash.combine("\(mapping.shape) \(mapping.timeForm)")
                for field in MappedField.allCases {
                    hash.combine("\(field) \(mapping.columns[field] ?? "")")
                }
            }
            hash.combine("\(file.constants) \(file.hasHeader) \(file.isAdjusted)")
        }
        hash.combine(
            "\(loops) \(shift) \(String(describing: from)) \(String(describing: until)) "
                + "\(skipsInvalid)")
        let (high, low) = hash.finalize()
        return Self.hexadecimal(high) + Self.hexadecimal(low)
    }

    private static func hexadecimal(_ word: UInt64) -> String {
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
