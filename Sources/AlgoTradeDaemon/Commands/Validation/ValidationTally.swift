import Contracts

/// How many records were good, and what was wrong with the others.
struct ValidationTally: Equatable, Sendable {
    private(set) var records = 0
    private(set) var invalid = 0
    /// Faults by the place of their code in `allCases`.
    private var counts = Array(repeating: 0, count: ContractFault.Code.allCases.count)

    mutating func addValid() { records += 1 }

    mutating func add(_ faults: [ContractFault]) {
        records += 1
        invalid += 1
        for fault in faults {
            for (index, code) in ContractFault.Code.allCases.enumerated()
            where code == fault.code {
                counts[index] += 1
            }
        }
    }

    func count(of code: ContractFault.Code) -> Int {
        zip(ContractFault.Code.allCases, counts).first { $0.0 == code }?.1 ?? 0
    }

    /// `4 records: 1 valid, 3 invalid (syntax 2, rule 1)`
    var summary: String {
        let found = ContractFault.Code.allCases.filter { count(of: $0) > 0 }
            .map { "\($0.rawValue) \(NumberText.whole(count(of: $0)))" }
        let faults = found.isEmpty ? "" : " (\(found.joined(separator: ", ")))"
        let noun = records == 1 ? "record" : "records"
        return "\(NumberText.whole(records)) \(noun): "
            + "\(NumberText.whole(records - invalid)) valid, "
            + "\(NumberText.whole(invalid)) invalid\(faults)"
    }
}
