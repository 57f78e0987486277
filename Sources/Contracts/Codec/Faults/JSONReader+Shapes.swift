/// Reading by the tables of ``FaultPlan``: every value is judged, none is kept but for rules.
extension JSONReader {
    /// Judges the record's one value, an object, and makes sure that nothing follows it.
    mutating func judgeDocument(_ bytes: Span<UInt8>, _ object: Int) {
        guard bytes.count <= Self.recordBytesMax else {
            return add(.limit, "must be at most \(Self.recordBytesMax) bytes", at: 0, bytes)
        }
        do {
            skipSpace(bytes)
            try judge(bytes, object)
            skipSpace(bytes)
            if position < bytes.count { try fail("must end here", bytes) }
        } catch {
            return
        }
    }

    /// Judges an object member by member, then by its rules.
    mutating func judge(_ bytes: Span<UInt8>, _ object: Int) throws(Stop) {
        let start = position
        guard byte(bytes) == UInt8(ascii: "{") else {
            return try wrongType("must be an object", bytes)
        }
        guard try enter(bytes) else { return }
        var seen = KeysSeen()
        var kept = KeptValues()
        skipSpace(bytes)
        if byte(bytes) == UInt8(ascii: "}") {
            position += 1
        } else {
            repeat {
                skipSpace(bytes)
                try judgeMember(bytes, object, &seen, &kept)
                skipSpace(bytes)
            } while try isContinued(UInt8(ascii: "}"), "must have a comma or } here", bytes)
        }
        depth -= 1
        if !kept.present.covers(FaultPlan.shared.objects[object].required) {
            let required = FaultPlan.shared.objects[object].requiredFields
            addMissing(required, kept.present, start, bytes)
        }
        for rule in FaultPlan.shared.objects[object].rules {
            judgeRule(FaultPlan.shared.rules[rule], kept, start, bytes)
        }
    }

    @inline(__always)
    private mutating func judgeMember(
        _ bytes: Span<UInt8>, _ object: Int, _ seen: inout KeysSeen, _ kept: inout KeptValues
    ) throws(Stop) {
        let (field, key) = try key(bytes)
        steps[depth - 1] = key.start
        skipSpace(bytes)
        guard byte(bytes) == UInt8(ascii: ":") else { try fail("must have a colon here", bytes) }
        position += 1
        skipSpace(bytes)
        guard let field else {
            if !seen.insert(key, bytes) { addDuplicate(bytes) }
            return try skip(bytes)
        }
        guard seen.insert(field) else {
            addDuplicate(bytes)
            return try skip(bytes)
        }
        guard let member = FaultPlan.shared.member(field, of: object) else {
            return try skip(bytes)
        }
        if !member.isRequired, byte(bytes) == UInt8(ascii: "n") { return try literal(bytes) }
        _ = kept.present.insert(field)
        try judgeValue(bytes, member, &kept)
    }

    private mutating func judgeValue(
        _ bytes: Span<UInt8>, _ member: FaultPlan.Member, _ kept: inout KeptValues
    ) throws(Stop) {
        let start = position
        switch member.reading {
        case .word(let table):
            if let word = try word(bytes, table) { kept.keep(Int64(word), member.slot, at: start) }
        case .decimal(let bound):
            if let value = try decimal(bytes, bound) {
                kept.keep(value.nanos, member.slot, at: start)
            }
        case .integer(let least): _ = try integer(bytes, least: least)
        case .double(let least, let most): _ = try double(bytes, in: least, most)
        case .anyDouble: _ = try double(bytes)
        case .bool: _ = try bool(bytes)
        case .time: _ = try timestamp(bytes)
        case .timeOrSeconds: _ = try epochOrTimestamp(bytes)
        case .symbol(let allowsBlank): _ = try symbol(bytes, allowsBlank: allowsBlank)
        case .uuid: _ = try uuid(bytes)
        case .text: try judgeText(bytes)
        case .string(let least, let most): try judgeString(bytes, least, most)
        case .currency: try judgeCurrency(bytes)
        case .object(let object): try judge(bytes, object)
        case .objects(let object):
            _ = try forEachElement(bytes) { (reader, bytes, _) throws(Stop) in
                try reader.judge(bytes, object)
            }
        case .levels(let side): try judgeLevels(bytes, side)
        case .place:
            found = position
            throw Stop()
        }
    }

    /// Hands each element of an array, with its index, to `judge`; how many there were, nil
    /// when it is no array or too deep.
    mutating func forEachElement(
        _ bytes: Span<UInt8>,
        _ judge: (inout JSONReader, Span<UInt8>, Int) throws(Stop) -> Void
    ) throws(Stop) -> Int? {
        guard byte(bytes) == UInt8(ascii: "[") else {
            try wrongType("must be an array", bytes)
            return nil
        }
        guard try enter(bytes) else { return nil }
        var index = 0
        skipSpace(bytes)
        if byte(bytes) == UInt8(ascii: "]") {
            position += 1
        } else {
            repeat {
                steps[depth - 1] = ~index
                skipSpace(bytes)
                try judge(&self, bytes, index)
                index += 1
                skipSpace(bytes)
            } while try isContinued(UInt8(ascii: "]"), "must have a comma or ] here", bytes)
        }
        depth -= 1
        return index
    }

    private mutating func judgeRule(
        _ rule: FaultPlan.Rule, _ kept: KeptValues, _ start: Int, _ bytes: Span<UInt8>
    ) {
        switch rule.kind {
        case .atLeast(let slot, let others), .atMost(let slot, let others):
            guard kept.has(slot) else { return }
            let value = kept.values[slot]
            var isBroken = false
            for other in 0..<KeptValues.capacity
            where others & 1 << UInt8(other) != 0 && kept.has(other) {
                let limit = kept.values[other]
                if case .atLeast = rule.kind {
                    isBroken = isBroken || value < limit
                } else {
                    isBroken = isBroken || value > limit
                }
            }
            if isBroken { addBroken(rule.field, rule.expected, at: kept.offsets[slot], bytes) }
        case .needed(let by, let words, let list):
            guard kept.has(by), !kept.present.contains(rule.field) else { return }
            let word = Int(kept.values[by])
            guard words & 1 << UInt64(word) != 0 else { return }
            addMissing(
                rule.field, .rule, rule.expected + FaultPlan.shared.words[list].words[word],
                start, bytes)
        case .either(let one, let other):
            guard !kept.present.contains(one), !kept.present.contains(other) else { return }
            addMissing(rule.field, .missing, rule.expected, start, bytes)
        }
    }
}
