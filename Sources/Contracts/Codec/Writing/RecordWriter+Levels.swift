extension RecordWriter {
    /// Bytes at most of the levels on both sides, without the keys.
    static func levelsMax(_ bids: [PriceLevel], _ asks: [PriceLevel]) -> Int {
        // Brackets and two commas.
        (bids.count + asks.count) * (2 * decimalMax + 4)
    }

    mutating func write(
        _ field: Field, _ levels: [PriceLevel], _ room: inout MutableSpan<UInt8>
    ) {
        key(field, &room)
        byte("[", &room)
        for level in levels {
            byte("[", &room)
            decimal(level.price, &room)
            byte(",", &room)
            decimal(level.size, &room)
            byte("]", &room)
            byte(",", &room)
        }
        endArray(levels.isEmpty, &room)
    }
}
