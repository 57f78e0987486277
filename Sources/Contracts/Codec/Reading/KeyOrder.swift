/// What led to which value in records before: what a producer writes next is mostly what it wrote
/// there the last time, up to the blanks. At first it is what is written here.
struct KeyOrder: Sendable {
    /// Leads that are kept for a slot: optional fields come and go.
    static let ways = 3

    /// For each slot of each kind of object its leads; the one learnt last comes first.
    ///
    /// A kind has a slot for its first field and one for what comes behind each of its fields.
    private(set) var leads: [Lead] = []
    /// What led to each field of each kind of object the last time that it was looked up; to the
    /// first field, from the object's beginning on.
    private(set) var usual: [BytePattern] = []
    /// By kind of message what its type has to be, in quotes; for other kinds nothing that stands
    /// anywhere.
    private(set) var types: [BytePattern] = []
    /// By kind.
    private var objects: [ObjectFields] = []

    /// The order of the shapes.
    static let canonical = KeyOrder()

    private init() {
        for kind in ObjectKind.allCases {
            let object = ObjectFields(
                kind.shape, firstSlot: leads.count, firstUsual: usual.count)
            objects.append(object)
            if case .constant(let text)? = kind.shape.fields.first?.value {
                types.append(BytePattern("\"\(text)\""))
            } else {
                types.append(BytePattern("\u{0}"))
            }
            for (place, field) in kind.shape.fields.enumerated() {
                let text = Array("\(place == 0 ? "{" : ",")\"\(field.field.name)\":".utf8)
                let isLong = text.count > BytePattern.maxLength
                usual.append(isLong ? .none : BytePattern(text.span))
            }
            for slot in 0...object.fields.count {
                let texts = object.fields.map { "\(slot == 0 ? "{" : ",")\"\($0.name)\":" }
                let fitting = texts.indices.filter {
                    texts[$0].utf8.count <= BytePattern.maxLength
                }
                for way in 0..<Self.ways {
                    // Behind the last one nothing comes; some lead has to stand there.
                    let place = fitting.first { $0 >= slot + way } ?? fitting[0]
                    leads.append(lead(object, place, BytePattern(texts[place])))
                }
            }
        }
    }

    @inline(__always)
    func object(_ kind: ObjectKind) -> ObjectFields { objects[Int(kind.rawValue)] }

    /// Where the leads stand to the first value of an object of the kind.
    @inline(__always)
    func firstSlot(_ kind: ObjectKind) -> Int { object(kind).firstSlot }

    /// Where in ``usual`` the object's first fields are, as many as are asked for.
    @inline(__always)
    func usual(_ kind: ObjectKind, _ count: Int) -> Range<Int> {
        let first = object(kind).firstUsual
        return first..<(first &+ count)
    }

    /// Where the leads stand that come behind a first field that is passed over.
    func slot(behindUnknown slot: Int, _ kind: ObjectKind) -> Int {
        slot == firstSlot(kind) ? slot + Self.ways : slot
    }

    /// The lead of the slot that stands at `at`; it is one of the first two from now on.
    mutating func find(
        _ kind: ObjectKind, _ slot: Int, _ bytes: Span<UInt8>, _ at: Int
    ) -> Lead? {
        for i in slot..<(slot &+ Self.ways) where leads[i].text.stands(bytes, at) {
            let lead = leads[i]
            if i > slot, lead.field == leads[slot].field {
                prefer(kind, slot, i)
            } else if i > slot &+ 1 {
                leads.swapAt(slot &+ 1, i)
            }
            return lead
        }
        return nil
    }

    /// Lets the lead at `way` be the first of its slot: a producer writes other blanks than the one
    /// before.
    @inline(never)
    mutating func prefer(_ kind: ObjectKind, _ slot: Int, _ way: Int) {
        leads.swapAt(slot, way)
        expect(object(kind), slot, leads[slot].bit.trailingZeroBitCount, leads[slot].text)
    }

    private mutating func expect(
        _ object: ObjectFields, _ slot: Int, _ place: Int, _ text: BytePattern
    ) {
        if (slot == object.firstSlot) == (place == 0) { usual[object.firstUsual + place] = text }
    }

    /// Where the leads stand behind the field, whose place is given; what led to its value is
    /// expected at the slot from now on.
    mutating func learn(
        _ kind: ObjectKind, _ slot: Int, _ place: Int, _ text: Span<UInt8>
    ) -> Int {
        let object = object(kind)
        if text.count <= BytePattern.maxLength {
            for i in stride(from: slot + Self.ways - 1, to: slot, by: -1) {
                leads[i] = leads[i - 1]
            }
            leads[slot] = lead(object, place, BytePattern(text))
            expect(object, slot, place, leads[slot].text)
        }
        return next(object, place)
    }

    private func lead(_ object: ObjectFields, _ place: Int, _ text: BytePattern) -> Lead {
        Lead(
            text: text, field: object.fields[place], next: UInt16(next(object, place)),
            bit: 1 << UInt64(place))
    }

    private func next(_ object: ObjectFields, _ place: Int) -> Int {
        object.firstSlot + (place + 1) * Self.ways
    }
}
