/// What leads to a field's value in a record, from behind the value before it or from the object's
/// brace on: `,"open":`, with such blanks as the producer writes.
struct Lead: Sendable {
    let text: BytePattern
    let field: Field
    /// Where in ``KeyOrder`` the leads stand that may come behind the field.
    let next: UInt16
    /// The field's bit in ``RecordReader/present``.
    let bit: UInt64
}
