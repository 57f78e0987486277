import BenchmarkData
import Contracts
import Foundation

/// Reading and checking bars: ours, Foundation, pydantic, jsonschema.
struct DecodeBenchmark {
    /// Records of the slow ones; a rate is a rate.
    private static let foundationSlice = 20_000
    private static let pydanticSlice = 100_000
    private static let jsonschemaSlice = 5000

    let shape: BarShape
    let options: Options
    let contenders: Contenders?

    func run(_ goals: inout Goals) throws {
        let records = shape.records(options.bars, seed: options.seed)
        var all = [
            // As the others, it is told that each record is a bar.
            Contender(name: "ours", records: records.count, bytes: records.bytes.count) {
                try Contender.time { try OwnCodec.decodeBars(records) }
            },
            Contender(
                name: "ours, by topic, as the daemon", records: records.count,
                bytes: records.bytes.count
            ) {
                Contender.time {
                    OwnCodec.decode(records, .marketEvents, legal: records.count)
                }
            },
        ]
        guard let contenders else {
            let results = try Rounds.run(all, rounds: options.rounds)
            Table.show("Decode, \(shape.rawValue) bars", results)
            goals.guide("decode, \(shape.rawValue)", results[1], least: 2.5e6)
            return
        }
        let slice = records.first(Self.foundationSlice)
        all.append(Self.foundation(DoubleBar.self, "JSONDecoder, Double", slice))
        all.append(Self.foundation(DecimalBar.self, "JSONDecoder, Decimal", slice))
        for contender in contenders.all { all.append(try python(contender, records)) }
        let results = try Rounds.run(all, rounds: options.rounds)
        Table.show("Decode, \(shape.rawValue) bars", results)
        judge(results, &goals)
    }

    /// Against JSONDecoder's faster way, and against pydantic's floats, which money should not be,
    /// and decimals, which are next to exact, as it takes them through a double.
    private func judge(_ results: [Result], _ goals: inout Goals) {
        let ours = results[0]
        let json = results[2].recordsPerSecond > results[3].recordsPerSecond ? 2 : 3
        goals.guide("decode, \(shape.rawValue)", results[1], least: 2.5e6)
        for (place, least) in [(json, 25.0), (4, 15), (5, 15), (6, 300)] {
            goals.judge(
                "decode, \(shape.rawValue), to \(results[place].name)", ours, results[place],
                least: least)
        }
    }

    private static func foundation<Bar: FoundationBar>(
        _ type: Bar.Type, _ name: String, _ records: Records
    ) -> Contender {
        let slices = (0..<records.count).map { Data(records.bytes[records.range($0)]) }
        return Contender(name: name, records: slices.count, bytes: records.bytes.count) {
            let decoder = JSONDecoder()
            return try Contender.time {
                for slice in slices { try decoder.decode(type, from: slice).check() }
            }
        }
    }

    private func python(_ contender: PythonContender, _ records: Records) throws -> Contender {
        let isSlow = contender.kind == .jsonschema
        let slice = records.first(isSlow ? Self.jsonschemaSlice : Self.pydanticSlice)
        let file = FileManager.default.temporaryDirectory
            .appending(path: "bars-\(ProcessInfo.processInfo.processIdentifier).ndjson")
        var lines = Data()
        for index in 0..<slice.count {
            lines.append(contentsOf: slice.bytes[slice.range(index)])
            lines.append(UInt8(ascii: "\n"))
        }
        try lines.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        try contender.load(file, records: slice.count)
        return Contender(
            name: contender.kind.name, records: slice.count, bytes: slice.bytes.count
        ) {
            try contender.run()
        }
    }
}
