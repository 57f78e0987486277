/// All shapes, made ready for reading: what belongs to a field is found by two look-ups, and
/// nothing that is looked up needs memory of its own.
///
/// The shapes of ``MessageKind`` come first, in its order, so that a kind's place is its raw
/// value.
struct FaultPlan: Sendable {
    static let shared = FaultPlan()

    /// One object's part of the tables.
    struct Object: Sendable {
        /// In the order of the shape's fields.
        fileprivate(set) var requiredFields: [Field] = []
        /// The same as a set.
        fileprivate(set) var required: FieldSet = []
        fileprivate(set) var rules: Range<Int> = 0..<0

        fileprivate mutating func require(_ field: Field) {
            requiredFields.append(field)
            _ = required.insert(field)
        }
    }

    /// What is read for a field.
    enum Reading: Sendable {
        /// One of the words in ``FaultPlan/words``.
        case word(Int)
        case decimal(DecimalBound)
        case integer(least: Int64)
        case double(least: Double, most: Double?)
        case anyDouble
        case bool
        case time
        case timeOrSeconds
        case symbol(allowsBlank: Bool)
        case uuid
        case text
        case string(least: Int, most: Int)
        case currency
        case object(Int)
        case objects(Int)
        case levels(BookSide)
        /// Nothing: its place is kept, and reading ends.
        case place
    }

    struct Member: Sendable {
        var reading: Reading
        var isRequired: Bool
        /// Where the value is kept for the rules; nil when none needs it.
        var slot: Int?
    }

    /// A rule between the values kept in ``KeptValues``.
    struct Rule: Sendable {
        enum Kind: Sendable {
            case atLeast(slot: Int, others: UInt8)
            case atMost(slot: Int, others: UInt8)
            /// Words as bits.
            case needed(by: Int, words: UInt64, list: Int)
            case either(Field, Field)
        }

        var kind: Kind
        /// Where the fault is.
        var field: Field
        var expected: String
    }

    /// How a topic's messages are told apart.
    struct TopicPlan: Sendable {
        /// The first kind of the topic; the others follow it.
        var firstKind: Int
        /// Nil where there is one kind only.
        var typed: Typed?

        struct Typed: Sendable {
            /// An object of which nothing is asked but its type.
            var untyped: Int
            /// An object of which the type's place is found.
            var finder: Int
            /// The types, in the order of the kinds.
            var words: Int
        }
    }

    private(set) var objects: [Object] = []
    private(set) var members: [Member] = []
    private(set) var rules: [Rule] = []
    private(set) var words: [WordTable] = []
    /// In the order of ``Topic/index``.
    private(set) var topics: [TopicPlan] = []
    /// For each object and field the member's place, ``none`` where it has none.
    private var places: [UInt16] = []

    /// An object of which nothing is asked; its place is behind the kinds.
    static let ignored = MessageKind.depth.rawValue + 1

    private static let fieldsMax = 128
    private static let none = UInt16.max

    private init() {
        precondition(Field.allCases.count <= Self.fieldsMax)
        for _ in 0...Self.ignored { _ = reserve() }
        for kind in MessageKind.allCases { place(kind.shape, at: kind.rawValue) }
        for topic in Topic.allCases { topics.append(plan(topic)) }
    }

    /// Nil when nothing is asked of the field in the object.
    @inline(__always)
    func member(_ field: Field, of object: Int) -> Member? {
        let place = places[object &* Self.fieldsMax &+ Int(field.rawValue)]
        return place == Self.none ? nil : members[Int(place)]
    }
}

/// Building the tables.
extension FaultPlan {
    private mutating func reserve() -> Int {
        objects.append(Object())
        places.append(contentsOf: repeatElement(Self.none, count: Self.fieldsMax))
        return objects.count - 1
    }

    private mutating func place(_ shape: ObjectShape, at object: Int) {
        var slots = RuleSlots(shape)
        for field in shape.fields {
            if field.isRequired { objects[object].require(field.field) }
            let member = Member(
                reading: reading(field.value), isRequired: field.isRequired,
                slot: slots[field.field])
            add(member, field.field, object)
        }
        let start = rules.count
        for rule in shape.rules { rules.append(self.rule(rule, shape, &slots)) }
        objects[object].rules = start..<rules.count
    }

    private mutating func plan(_ topic: Topic) -> TopicPlan {
        let firstKind = topic.kinds[0].rawValue
        guard let field = topic.discriminator else {
            return TopicPlan(firstKind: firstKind, typed: nil)
        }
        let untyped = reserve()
        objects[untyped].require(field)
        let words = add(WordTable(topic.kinds.map(\.name)))
        add(Member(reading: .word(words), isRequired: true, slot: nil), field, untyped)
        let finder = reserve()
        add(Member(reading: .place, isRequired: true, slot: nil), field, finder)
        return TopicPlan(
            firstKind: firstKind,
            typed: TopicPlan.Typed(untyped: untyped, finder: finder, words: words))
    }

    private mutating func add(_ member: Member, _ field: Field, _ object: Int) {
        places[object * Self.fieldsMax + Int(field.rawValue)] = UInt16(members.count)
        members.append(member)
    }

    private mutating func add(_ table: WordTable) -> Int {
        words.append(table)
        return words.count - 1
    }

    private mutating func nested(_ shape: ObjectShape) -> Int {
        let object = reserve()
        place(shape, at: object)
        return object
    }

    private mutating func reading(_ value: ValueShape) -> Reading {
        switch value {
        case .constant(let word): .word(add(WordTable([word], expected: "must be \(word)")))
        case .choice(let words): .word(add(WordTable(words)))
        case .decimal(let bound): .decimal(bound)
        case .integer(let least): .integer(least: least)
        case .double(let least?, let most):
            .double(least: Double(least), most: most.map(Double.init))
        case .double(nil, _): .anyDouble
        case .bool: .bool
        case .time: .time
        case .timeOrSeconds: .timeOrSeconds
        case .symbol(let allowsBlank): .symbol(allowsBlank: allowsBlank)
        case .uuid: .uuid
        case .string(let least, let most?): .string(least: least, most: most)
        case .string(_, nil): .text
        case .currency: .currency
        case .object(let shape): .object(nested(shape))
        case .objects(let shape): .objects(nested(shape))
        case .levels(let side): .levels(side)
        }
    }

    private mutating func rule(
        _ rule: ShapeRule, _ shape: ObjectShape, _ slots: inout RuleSlots
    ) -> Rule {
        switch rule {
        case .atLeast(let field, let others):
            return Rule(
                kind: .atLeast(slot: slots.slot(field), others: slots.mask(others)), field: field,
                expected: rule.expected)
        case .atMost(let field, let others):
            return Rule(
                kind: .atMost(slot: slots.slot(field), others: slots.mask(others)), field: field,
                expected: rule.expected)
        case .needed(let field, let by, let needing):
            guard case .choice(let all) = shape[by]?.value else {
                preconditionFailure("\(by.name) of \(shape.name) is no choice")
            }
            var bits: UInt64 = 0
            for (index, word) in all.enumerated() where needing.contains(word) {
                bits |= 1 << UInt64(index)
            }
            return Rule(
                kind: .needed(
                    by: slots.slot(by), words: bits, list: add(WordTable(all))), field: field,
                expected: rule.expected)
        case .either(let one, let other, let own):
            return Rule(kind: .either(one, other), field: own, expected: rule.expected)
        }
    }
}

/// The fields of a shape whose values its rules need, each with a place.
private struct RuleSlots {
    private var fields: [Field] = []

    init(_ shape: ObjectShape) {
        for rule in shape.rules {
            switch rule {
            case .atLeast(let field, let others), .atMost(let field, let others):
                for field in [field] + others { add(field) }
            case .needed(_, let by, _): add(by)
            case .either: break
            }
        }
        precondition(fields.count <= KeptValues.capacity)
    }

    subscript(field: Field) -> Int? { fields.firstIndex(of: field) }

    func slot(_ field: Field) -> Int {
        guard let slot = self[field] else { preconditionFailure("\(field.name) has no slot") }
        return slot
    }

    func mask(_ fields: [Field]) -> UInt8 { fields.reduce(0) { $0 | 1 << UInt8(slot($1)) } }

    private mutating func add(_ field: Field) {
        if !fields.contains(field) { fields.append(field) }
    }
}
