import Contracts
import Glibc

/// A CSV file of daily bars, `symbol,date,open,high,low,close,volume` with any further columns,
/// as TWS `historicalBar` records in the order of their dates.
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
        var bars: [(date: String, bar: MarketRaw)] = []
        for (number, line) in lines.enumerated().dropFirst() where !line.isEmpty {
            guard bars.count < Self.rowsMax else {
                throw StartFault("\(path): more than \(Self.rowsMax) rows", remedy: Self.remedy)
            }
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
                .map(String.init)
            guard cells.count == names.count, let bar = Self.bar(columns.map { cells[$0] }) else {
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

    /// The exchange's close, 16:00 in New York, taken as 21:00 UTC.
    private static func bar(_ cells: [String]) -> MarketRaw? {
        guard let symbol = Symbol(cells[0]), let time = Timestamp("\(cells[1])T21:00:00Z"),
            let open = Decimal9(cells[2]), let high = Decimal9(cells[3]),
            let low = Decimal9(cells[4]), let close = Decimal9(cells[5]),
            let volume = Decimal9(cells[6])
        else { return nil }
        let bar = RawBar(
            open: open, high: high, low: low, close: close, volume: volume, average: close,
            count: -1)
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
