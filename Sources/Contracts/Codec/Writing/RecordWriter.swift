/// Writes canonical JSON into room that is there already: fixed order, no white space, shortest
/// exact numbers.
///
/// It stores whole words, so behind the last byte it needs up to ``slack`` bytes that may be
/// changed. Each member of an object is written with a comma before it; the brace of the object
/// takes the first one's place.
struct RecordWriter {
    /// Room behind the text, any byte of which may be changed.
    static let slack = WireText.bytesMax

    /// Where the next byte goes.
    var at: Int
    /// At hand here, since each access to the global one asks whether it is there yet.
    private let texts = WireText.all

    /// Makes room for `most` bytes behind those that are there.
    @inline(__always)
    init(appendingTo bytes: inout [UInt8], atMost most: Int) {
        at = bytes.count
        let capacity = most + Self.slack
        bytes.append(addingCapacity: capacity) { $0.append(repeating: 0, count: capacity) }
    }

    /// Gives back the room that was not needed.
    @inline(__always)
    func finish(_ bytes: inout [UInt8]) { bytes.removeLast(bytes.count &- at) }

    /// Writes the lowest `count` bytes of the word.
    @inline(__always)
    mutating func word(_ word: UInt64, count: Int, _ room: inout MutableSpan<UInt8>) {
        Self.store(word, at, &room)
        at &+= count
    }

    /// Writes one of ``WireText/all``.
    @inline(__always)
    mutating func text(_ index: Int, _ room: inout MutableSpan<UInt8>) {
        let text = texts[index]
        Self.store(text.words.0, at, &room)
        Self.store(text.words.1, at &+ 8, &room)
        if text.count > 16 {
            Self.store(text.words.2, at &+ 16, &room)
            Self.store(text.words.3, at &+ 24, &room)
        }
        at &+= text.count
    }

    @inline(__always)
    mutating func byte(_ character: Unicode.Scalar, _ room: inout MutableSpan<UInt8>) {
        room[at] = UInt8(truncatingIfNeeded: character.value)
        at &+= 1
    }

    /// `,"name":`
    @inline(__always)
    mutating func key(_ field: Field, _ room: inout MutableSpan<UInt8>) {
        text(Int(field.rawValue), &room)
    }

    /// The member that tells the kind of message.
    @inline(__always)
    mutating func head(_ kind: MessageKind, _ room: inout MutableSpan<UInt8>) {
        text(WireText.firstHead &+ kind.rawValue, &room)
    }

    /// `,"name":`, and where the members of that object begin.
    @inline(__always)
    mutating func open(_ field: Field, _ room: inout MutableSpan<UInt8>) -> Int {
        key(field, &room)
        return at
    }

    /// Ends the object whose members begin at `start`.
    @inline(__always)
    mutating func close(_ start: Int, _ room: inout MutableSpan<UInt8>) {
        if at == start { at &+= 1 }
        room[start] = UInt8(ascii: "{")
        byte("}", &room)
    }

    /// Ends an array, behind each of whose elements there is a comma.
    @inline(__always)
    mutating func endArray(_ isEmpty: Bool, _ room: inout MutableSpan<UInt8>) {
        if !isEmpty { at &-= 1 }
        byte("]", &room)
    }

    /// Stores eight bytes, the lowest first.
    @inline(__always)
    static func store(_ word: UInt64, _ start: Int, _ room: inout MutableSpan<UInt8>) {
        // A check before each eight stores of a byte: so one store of a word becomes of them.
        precondition(start >= 0 && start <= room.count &- 8)
        for i in 0..<8 {
            let bits = UInt64(truncatingIfNeeded: 8 &* i)
            room[start &+ i] = UInt8(truncatingIfNeeded: word &>> bits)
        }
    }
}
