import Testing

@testable import Contracts

@Suite struct FieldTests {
    /// bar_duration → barDuration; names that are in camel case already stay.
    private func camelCase(_ name: String) -> String {
        let words = name.split(separator: "_")
        return words.first.map { first in
            words.dropFirst().reduce(String(first)) { text, word in
                text + word.prefix(1).uppercased() + word.dropFirst()
            }
        } ?? ""
    }

    @Test func `every case stands beside its own wire name`() {
        #expect(Field.names.count == Field.allCases.count)
        for field in Field.allCases where field != .rawBidSize && field != .rawAskSize {
            #expect(camelCase(field.name) == "\(field)")
        }
        #expect(Field.rawBidSize.name == "bidSize")
        #expect(Field.rawAskSize.name == "askSize")
        #expect(Set(Field.names).count == Field.names.count)
    }

    @Test func `the table finds each name and no other`() {
        for field in Field.allCases {
            #expect(FieldTable.shared.field(PackedName(field.name)) == field)
            #expect(
                FieldTable.shared.field(PackedName(String(field.name.dropLast()))) == nil
                    || Field.names.contains(String(field.name.dropLast())))
        }
        #expect(FieldTable.shared.field(PackedName("")) == nil)
        #expect(FieldTable.shared.field(PackedName("Open")) == nil)
    }
}
