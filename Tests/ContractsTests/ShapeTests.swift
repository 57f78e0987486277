import Testing

@testable import Contracts

/// Proves that reading and writing agree with the shapes, field by field.
@Suite struct ShapeTests {
    private func topic(_ kind: MessageKind) -> Topic {
        Topic.allCases.first { $0.kinds.contains(kind) } ?? .marketRaw
    }

    /// Calls `body` for each object of a message with its path, its shape and what makes a
    /// record of the object's text.
    private func forEachObject(
        _ kind: MessageKind,
        _ body: (String, ObjectShape, (String) -> String) -> Void
    ) {
        visit("", kind.shape, { $0 }, body)
    }

    private func visit(
        _ path: String, _ shape: ObjectShape, _ wrap: @escaping (String) -> String,
        _ body: (String, ObjectShape, (String) -> String) -> Void
    ) {
        body(path, shape, wrap)
        for field in shape.fields {
            let isList: Bool
            let inner: ObjectShape
            switch field.value {
            case .object(let shape): (isList, inner) = (false, shape)
            case .objects(let shape): (isList, inner) = (true, shape)
            default: continue
            }
            let outer = ShapeSamples.record(shape).filter { $0.name != field.field.name }
            visit(
                "\(path)\(field.field.name)\(isList ? "[0]" : "").", inner,
                { text in
                    let value = isList ? "[\(text)]" : text
                    return wrap(ShapeSamples.text(outer + [(field.field.name, value)]))
                }, body)
        }
    }

    /// Proves that a record has the one fault, or none, for reading and for the search.
    private func expect(
        _ text: String, _ kind: MessageKind, _ code: ContractFault.Code?, _ path: String
    ) {
        let bytes = Array(text.utf8)
        let faults = faultsOf(bytes, topic(kind))
        #expect(faults.map(\.code) == (code.map { [$0] } ?? []), "\(path): \(text.prefix(1000))")
        #expect(faults.map(\.path) == (code == nil ? [] : [path]), "\(text.prefix(1000))")
        #expect(FaultSearch.faults(in: bytes.span, topic: topic(kind)) == faults)
    }

    private func isType(_ field: Field, _ kind: MessageKind, _ path: String) -> Bool {
        path.isEmpty && field == topic(kind).discriminator
    }

    @Test(arguments: MessageKind.allCases)
    func `each field takes what its shape says, and nothing else`(kind: MessageKind) {
        forEachObject(kind) { path, shape, wrap in
            let base = ShapeSamples.record(shape)
            for field in shape.fields where !isType(field.field, kind, path) {
                for probe in ShapeSamples.probes(field.value) {
                    var members = base.filter { $0.name != field.field.name }
                    if probe.code == nil {
                        // All alike, so that no rule between them is broken.
                        let others = shape.comparedNames(with: field.field)
                        for index in members.indices where others.contains(members[index].name) {
                            members[index].value = probe.json
                        }
                    }
                    if field.field == .orderType, probe.code == nil {
                        members += [("limit_price", "1"), ("stop_price", "1")]
                    }
                    members.append((field.field.name, probe.json))
                    expect(
                        wrap(ShapeSamples.text(members)), kind, probe.code, path + field.field.name)
                }
            }
        }
    }

    @Test(arguments: MessageKind.allCases)
    func `missing fields are told in the order of the shape`(kind: MessageKind) {
        forEachObject(kind) { path, shape, wrap in
            var names = shape.fields.filter(\.isRequired).map(\.field.name)
            for case .either(_, _, let own) in shape.rules { names.append(own.name) }
            let faults = FaultSearch.faults(in: Array(wrap("{}").utf8).span, kind: kind)
            #expect(faults.map(\.path) == names.map { path + $0 })
            #expect(faults.allSatisfy { $0.code == .missing })
        }
    }

    @Test(arguments: MessageKind.allCases)
    func `required fields are missed, others may be absent or null`(kind: MessageKind) {
        forEachObject(kind) { path, shape, wrap in
            let base = ShapeSamples.record(shape)
            expect(wrap(ShapeSamples.text(base)), kind, nil, path)
            for field in shape.fields {
                let name = field.field.name
                let others = base.filter { $0.name != name }
                let null = wrap(ShapeSamples.text(others + [(name, "null")]))
                let absent = wrap(ShapeSamples.text(others))
                if field.isRequired {
                    expect(absent, kind, .missing, path + name)
                    expect(null, kind, .type, path + name)
                } else if !shape.rules.contains(where: { $0.owns(field.field) }) {
                    expect(absent, kind, nil, path + name)
                    expect(null, kind, nil, path + name)
                    var notes = ReadingNotes()
                    let with = try? read(null, topic(kind), &notes)
                    let without = try? read(absent, topic(kind), &notes)
                    #expect(with != nil && with == without)
                    #expect(notes.unknownFields.isEmpty)
                }
            }
        }
    }

    @Test(arguments: MessageKind.allCases)
    func `absent fields are written with their defaults`(kind: MessageKind) throws {
        forEachObject(kind) { path, shape, wrap in
            var notes = ReadingNotes()
            let text = wrap(ShapeSamples.text(ShapeSamples.record(shape)))
            guard let message = try? read(text, topic(kind), &notes) else {
                Issue.record("\(text) cannot be read")
                return
            }
            var bytes: [UInt8] = []
            message.encode(into: &bytes)
            let written = RecordMutator.members(bytes).map { member in
                (
                    String(decoding: bytes[member.key].dropFirst().dropLast(), as: UTF8.self),
                    String(decoding: bytes[member.value], as: UTF8.self)
                )
            }
            for field in shape.fields {
                guard case .default(let json) = field.presence else { continue }
                #expect(written.contains { $0 == (field.field.name, json) }, "\(field.field.name)")
            }
        }
    }

    @Test(arguments: MessageKind.allCases)
    func `messages are written in the order of their shape`(kind: MessageKind) {
        let seed = UInt64.random(in: .min ... .max)
        var messages = RandomMessages(seed: seed)
        var seen: Set<String> = []
        for _ in 0..<400 {
            var bytes: [UInt8] = []
            messages.next(topic(kind)).encode(into: &bytes)
            guard FaultSearch.faults(in: bytes.span, kind: kind).isEmpty else { continue }
            let members = RecordMutator.members(bytes)
            check(0..<bytes.count, "", kind.shape, members, bytes, &seen, seed)
        }
        forEachObject(kind) { path, shape, _ in
            for field in shape.fields
            where !shape.rules.contains(where: { $0.isOther(field.field) }) {
                let name = path.replacing("[0]", with: "") + field.field.name
                #expect(seen.contains(name), "\(name) was never written, seed \(seed)")
            }
        }
    }

    /// Proves that the members between the places are the shape's, in its order.
    private func check(
        _ range: Range<Int>, _ path: String, _ shape: ObjectShape,
        _ all: [RecordMutator.Member], _ bytes: [UInt8], _ seen: inout Set<String>, _ seed: UInt64
    ) {
        let inside = all.filter {
            range.lowerBound <= $0.key.lowerBound && $0.value.upperBound <= range.upperBound
        }
        let own = inside.filter { member in
            !inside.contains {
                $0.value.lowerBound < member.key.lowerBound
                    && member.value.upperBound < $0.value.upperBound
            }
        }
        let order = shape.fields.map(\.field.name)
        var last = -1
        var names: Set<String> = []
        for member in own {
            let name = String(decoding: bytes[member.key].dropFirst().dropLast(), as: UTF8.self)
            let place = order.firstIndex(of: name) ?? -1
            // Elements of a list follow each other, each from its first field.
            if place == 0 { last = -1 }
            #expect(place > last, "\(path)\(name), seed \(seed)")
            last = place
            names.insert(name)
            seen.insert(path + name)
            guard place >= 0 else { continue }
            switch shape.fields[place].value {
            case .object(let inner), .objects(let inner):
                check(member.value, "\(path)\(name).", inner, all, bytes, &seen, seed)
            default: break
            }
        }
        guard !own.isEmpty else { return }
        for field in shape.fields where field.presence != .optional {
            #expect(names.contains(field.field.name), "\(path)\(field.field.name), seed \(seed)")
        }
    }

    @Test func `a field stands once in a shape, and has a meaning`() {
        for kind in MessageKind.allCases {
            forEachObject(kind) { path, shape, _ in
                #expect(Set(shape.fields.map(\.field)).count == shape.fields.count)
                for field in shape.fields {
                    #expect(!field.meaning.isEmpty && !field.meaning.hasSuffix("."))
                }
            }
        }
    }
}

extension ObjectShape {
    /// The fields whose values a rule compares with those of the field.
    fileprivate func comparedNames(with field: Field) -> Set<String> {
        var fields: Set<Field> = []
        for rule in rules {
            guard case .atLeast(let one, let others) = rule else { continue }
            let all = Set([one] + others)
            if all.contains(field) { fields.formUnion(all) }
        }
        return Set(fields.map(\.name))
    }
}

extension ShapeRule {
    /// Whether the field is the preferred of two names.
    fileprivate func owns(_ field: Field) -> Bool {
        guard case .either(_, _, let own) = self else { return false }
        return own == field
    }

    /// Whether the field is the other of two names, which is never written.
    fileprivate func isOther(_ field: Field) -> Bool {
        guard case .either(let one, let other, let own) = self else { return false }
        return field != own && (field == one || field == other)
    }
}
