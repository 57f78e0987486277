/// Finds where one field's value begins, and stops there.
struct FieldFinder: Draft {
    let field: Field

    var required: FieldSet { [field] }
    var optional: FieldSet { [] }
    var scope: String? { nil }

    mutating func member(
        _ field: Field, _ reader: inout JSONReader, _ bytes: Span<UInt8>
    ) throws(JSONReader.Stop) {
        reader.found = reader.position
        throw JSONReader.Stop()
    }

    func finish(_ reader: inout JSONReader, _ bytes: Span<UInt8>, start: Int) -> Void? { nil }
}

extension JSONReader {
    /// Where the value of a field begins in the object at `start`; nil when the object has no
    /// such field before its end or its first fault of syntax. Serves readers made for this:
    /// the reader's faults are of no use after it.
    mutating func find(_ field: Field, _ start: Int, _ bytes: Span<UInt8>) -> Int? {
        position = start
        found = nil
        _ = try? object(bytes, FieldFinder(field: field))
        return found
    }
}
