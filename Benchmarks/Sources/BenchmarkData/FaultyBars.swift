/// A stream in which every tenth bar has one fault, of a dozen kinds in turn.
public enum FaultyBars {
    /// What stands in a canonical bar, and what is put in its place.
    static let faults: [(name: String, from: String, to: String)] = [
        ("symbol in lower case", #""symbol":""#, #""symbol":"x"#),
        ("time without an offset", #"Z","open""#, #"","open""#),
        ("price below the least", #""open":"#, #""open":-"#),
        ("price as text", #""high":"#, #""high":"1","h":"#),
        ("high below low", #""high":"#, #""high":0.01,"h":"#),
        ("field missing", #""close":"#, #""klose":"#),
        ("volume with a fraction", #""volume":"#, #""volume":0.5,"v":"#),
        ("unknown word", #""asset_class":""#, #""asset_class":"un"#),
        ("key twice", #""volume":"#, #""volume":1,"volume":"#),
        ("no JSON", #","close""#, #",,"close""#),
        ("currency of four", #""currency":""#, #""currency":"A"#),
        ("wrong kind", #""bar_event""#, #""bar_evnt""#),
    ]

    /// The bars of `records`, which are canonical, with the faults put in.
    public static func records(from records: Records) -> Records {
        var faulty = Records()
        faulty.reserve(records: records.count, bytes: records.bytes.count + records.count * 2)
        for index in 0..<records.count {
            let record = records.bytes[records.range(index)]
            guard index % 10 == 9 else {
                faulty.add { $0.append(contentsOf: record) }
                continue
            }
            let fault = faults[index / 10 % faults.count]
            faulty.add { spoil(record, fault.from, fault.to, into: &$0) }
        }
        return faulty
    }

    private static func spoil(
        _ record: ArraySlice<UInt8>, _ from: String, _ to: String, into bytes: inout [UInt8]
    ) {
        let from = Array(from.utf8)
        let place = record.indices.first { record[$0...].starts(with: from) }
        guard let place else { preconditionFailure("no \(from) in a canonical bar") }
        bytes.append(contentsOf: record[..<place])
        bytes.append(contentsOf: to.utf8)
        bytes.append(contentsOf: record[(place + from.count)...])
    }
}
