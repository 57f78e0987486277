import BenchmarkData
import Contracts
import Foundation

/// Writing bars: ours and Foundation, the same fields.
struct EncodeBenchmark {
    private static let ourSlice = 200_000
    private static let foundationSlice = 20_000

    let options: Options

    func run(_ goals: inout Goals) throws {
        let records = BarShape.canonical.records(
            min(options.bars, Self.ourSlice), seed: options.seed)
        let messages = try OwnCodec.messages(records, .marketEvents)
        var buffer: [UInt8] = []
        buffer.reserveCapacity(4096)
        let count = records.bytes.count
        var all = [
            Contender(name: "ours", records: messages.count, bytes: count) {
                Contender.time { OwnCodec.encode(messages, into: &buffer, bytes: count) }
            }
        ]
        if !options.isAlone {
            let slice = records.first(Self.foundationSlice)
            all.append(try Self.foundation(DoubleBar.self, "JSONEncoder, Double", slice))
            all.append(try Self.foundation(DecimalBar.self, "JSONEncoder, Decimal", slice))
        }
        let results = try Rounds.run(all, rounds: options.rounds)
        Table.show("Encode, canonical bars", results)
        let rivals = results.dropFirst()
        guard let best = rivals.max(by: { $0.recordsPerSecond < $1.recordsPerSecond })
        else { return }
        goals.judge("encode, to JSONEncoder (\(best.name))", results[0], best, least: 15)
    }

    private static func foundation<Bar: FoundationBar>(
        _ type: Bar.Type, _ name: String, _ records: Records
    ) throws -> Contender {
        let decoder = JSONDecoder()
        let bars = try (0..<records.count).map { index in
            try decoder.decode(type, from: Data(records.bytes[records.range(index)]))
        }
        return Contender(name: name, records: bars.count, bytes: records.bytes.count) {
            let encoder = JSONEncoder()
            var sum = 0
            let seconds = try Contender.time {
                for bar in bars { sum += try encoder.encode(bar).count }
            }
            precondition(sum == records.bytes.count, "\(sum) bytes, not \(records.bytes.count)")
            return seconds
        }
    }
}
