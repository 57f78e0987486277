/// The fields of one record that its contract does not know.
///
/// A few are kept in place; a record with many needs the heap, and linear time all the same.
struct UnknownFields: Sendable {
    private struct Entry: Sendable {
        var key = StringToken(start: 0, end: 0)
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

    /// Adds a key of the object that begins at `object`; false when the object had it already.
    mutating func insert(
        _ key: StringToken, _ kind: ObjectKind, object: Int, _ bytes: Span<UInt8>
    ) -> Bool {
        if count == few.count {
            if keys.isEmpty { fillKeys(bytes) }
            guard keys[object, default: []].insert(key.content(bytes)).inserted
            else { return false }
        } else {
            for i in 0..<count where few[i].object == object {
                if few[i].key.isEqual(to: key, bytes) { return false }
            }
        }
        add(Entry(key: key, object: object, kind: kind))
        return true
    }

    /// Adds every field to the notes.
    @inline(never)
    func note(in notes: inout ReadingNotes, _ bytes: Span<UInt8>) {
        for i in 0..<count { notes.addUnknown(few[i].key, few[i].kind.prefix, bytes) }
        for entry in more { notes.addUnknown(entry.key, entry.kind.prefix, bytes) }
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
        for i in 0..<count {
            keys[few[i].object, default: []].insert(few[i].key.content(bytes))
        }
    }
}
