import BenchmarkData
import Contracts

/// A stream with one faulty bar in ten against the same stream without faults.
struct FaultBenchmark {
    private static let slice = 200_000

    let options: Options

    func run(_ goals: inout Goals) throws {
        let clean = BarShape.canonical.records(min(options.bars, Self.slice), seed: options.seed)
        let faulty = FaultyBars.records(from: clean)
        let legal = faulty.count - faulty.count / 10
        let results = try Rounds.run(
            [
                Contender(name: "clean", records: clean.count, bytes: clean.bytes.count) {
                    Contender.time {
                        OwnCodec.decode(clean, .marketEvents, legal: clean.count)
                    }
                },
                Contender(name: "10 % faulty", records: faulty.count, bytes: faulty.bytes.count) {
                    Contender.time { OwnCodec.decode(faulty, .marketEvents, legal: legal) }
                },
            ], rounds: options.rounds)
        Table.show("Decode, canonical bars, some with a fault", results)
        goals.judge("faulty stream, to the clean one", results[1], results[0], least: 0.5)
    }
}
