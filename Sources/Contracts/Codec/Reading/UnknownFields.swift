/// The fields of one record that its contract does not know.
///
/// A few are kept in kind; a record with many needs the heap, and linear time all the same.
struct UnknownFields: Sendable {
    private struct Entry: Sendable {
        /// The key's content; of a field that other contracts have only that field.
        var key = StringToken(start: 0, end: 0)
        var field: Field?
        /// Where its object begins.
        var object = 0
        var kind = ObjectKind.bar
    }

    private var few = InlineArray<4, Entry>(repeating: Entry())
    private var count = 0
    /// More than those, and the keys of all by the object they stand in.
    private var more: [Entry] = []
    private var keys: [Int: Set<[UInt8]>] = [:]

    init() {}

    @inline(__always)
    var isEmpty: Bool { count == 0 }

    /// Adds a field that other contracts have.
    @inline(never)
    mutating func add(_ field: Field, _ kind: ObjectKind) {
        add(Entry(field: field, kind: kind))
    }

    /// Adds a key of the object that begins at `object`; false when the object had it already.
    mutating func insert(
        _ key: StringToken, _ kind: ObjectKind, object: Int, _ bytes: Span<UInt8>
    ) -> Bool {
        if count == few.count {
            if keys.isEmpty { fillKeys(bytes) }
            guard keys[object, default: []].insert(key.content(bytes)).inserted
            else { return false }
        } else {
            for i in 0..<count where few[i].field == nil && few[i].object == object {
                if few[i].key.isEqual(to: key, bytes) { return false }
            }
        }
        add(Entry(key: key, object: object, kind: kind))
        return true
    }

    @inline(__always)
    mutating func removeAll() {
        if count > 0 { self = UnknownFields() }
    }

    /// Adds every field to the notes.
    @inline(never)
    func note(in notes: inout ReadingNotes, _ bytes: Span<UInt8>) {
        for i in 0..<count { Self.note(few[i], in: &notes, bytes) }
        for entry in more { Self.note(entry, in: &notes, bytes) }
    }

    private static func note(
        _ entry: Entry, in notes: inout ReadingNotes, _ bytes: Span<UInt8>
    ) {
        if let field = entry.field {
            notes.addUnknown(entry.kind.prefix + field.name)
        } else {
            notes.addUnknown(entry.key, entry.kind.prefix, bytes)
        }
    }

    private mutating func add(_ entry: Entry) {
        if count < few.count {
            few[count] = entry
            count += 1
            return
        }
        more.append(entry)
    }

    private mutating func fillKeys(_ bytes: Span<UInt8>) {
        for i in 0..<count where few[i].field == nil {
            keys[few[i].object, default: []].insert(few[i].key.content(bytes))
        }
    }
}
