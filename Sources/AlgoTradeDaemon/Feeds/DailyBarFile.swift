import Contracts
import Glibc

/// A CSV file of daily bars, `symbol,date,open,high,low,close,volume`, as TWS `historicalBar`
/// records in the order of their dates.
///
/// With a column `adj_close` prices are scaled by adj_close / close, as TWS adjusts its own
/// historical bars, so that a split is no loss. Further columns are passed over.
struct DailyBarFile: Sendable {
    /// More rows than this are refused: the file is held in memory.
    static let rowsMax = 2_000_000

    let bars: [MarketRaw]

    /// - Throws: ``StartFault`` naming the file and line.
    init(path: String) throws(StartFault) {
        let lines = try TextFile.lines(path)
        guard let header = lines.first else {
            throw StartFault("\(path): the file is empty", remedy: Self.remedy)
        }
        let names = header.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        var columns: [Int] = []
        for name in Self.columns {
            guard let column = names.firstIndex(of: name) else {
                throw StartFault("\(path):1: there is no column \(name)", remedy: Self.remedy)
            }
            columns.append(column)
        }
        let adjustedColumn = names.firstIndex(of: "adj_close")
        var bars: [(date: String, bar: MarketRaw)] = []
        for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            guard bars.count < Self.rowsMax else {
                throw StartFault("\(path): more than \(Self.rowsMax) rows", remedy: Self.remedy)
            }
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            let adjusted = adjustedColumn.flatMap { $0 < cells.count ? cells[$0] : nil }
            guard cells.count == names.count,
                let bar = Self.bar(columns.map { cells[$0] }, adjustedClose: adjusted)
            else {
                throw StartFault("\(path):\(number + 1): not a daily bar", remedy: Self.remedy)
            }
            bars.append((cells[columns[1]], bar))
        }
        // Stable: symbols of one day keep the file's order.
        self.bars = bars.enumerated()
            .sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
            .map(\.element.bar)
    }

    private static let columns = ["symbol", "date", "open", "high", "low", "close", "volume"]
    private static let remedy =
        "data_plane.feed.file takes a CSV with the columns \(columns.joined(separator: ","))"

    /// The exchange's close, 16:00 in New York, is taken as 21:00 UTC.
    private static func bar(_ cells: [String], adjustedClose: String?) -> MarketRaw? {
        guard let symbol = Symbol(cells[0]), let time = Timestamp("\(cells[1])T21:00:00Z"),
            let close = Decimal9(cells[5]), close > .zero, let volume = Decimal9(cells[6]),
            let adjusted = adjustedClose.map({ Decimal9($0) }) ?? close
        else { return nil }
        let prices = cells[2...4].compactMap { cell in
            Decimal9(cell).flatMap {
                Decimal9(
                    roundingNanos: $0.product(adjusted), dividedBy: Int128(close.nanos))
            }
        }
        guard prices.count == 3 else { return nil }
        let bar = RawBar(
            open: prices[0], high: max(prices[1], adjusted), low: min(prices[2], adjusted),
            close: adjusted, volume: volume, average: adjusted, count: -1)
        return MarketRaw(
            symbol: symbol, time: time, secType: "STK", exchange: "SMART", currency: "USD",
            source: "replay", shape: .historicalBar(bar, size: .day1))
    }
}

/// Reading a whole text file.
enum TextFile {
    /// - Throws: ``StartFault`` when the file cannot be read.
    static func lines(_ path: String) throws(StartFault) -> [String] {
        guard let file = unsafe fopen(path, "r") else {
            throw StartFault(
                "\(path) cannot be read: \(errnoText())", remedy: "check the path and its rights")
        }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe fread(&chunk, 1, chunk.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { line in
                let end = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
                return String(decoding: end, as: UTF8.self)
            }
    }
}
