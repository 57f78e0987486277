import BenchmarkData
import Contracts

/// All kinds of messages, read and written by this project's codec.
struct MessagesBenchmark {
    private static let slice = 50_000

    let options: Options

    func run() throws {
        var contenders: [Contender] = []
        for stream in MessageStream.all {
            let messages = stream.messages(Self.slice, seed: options.seed)
            var records = Records()
            for message in messages { records.add { message.encode(into: &$0) } }
            let count = records.bytes.count
            let decode = Contender(name: stream.name, records: records.count, bytes: count) {
                [records] in
                Contender.time {
                    OwnCodec.decode(records, stream.topic, legal: records.count)
                }
            }
            var buffer: [UInt8] = []
            buffer.reserveCapacity(4096)
            let encode = Contender(name: stream.name, records: messages.count, bytes: count) {
                Contender.time { OwnCodec.encode(messages, into: &buffer, bytes: count) }
            }
            contenders += [decode, encode]
        }
        let results = try Rounds.run(contenders, rounds: options.rounds)
        let pairs = stride(from: 0, to: results.count, by: 2).map {
            (decode: results[$0], encode: results[$0 + 1])
        }
        Table.list("All messages, ours", pairs)
    }
}
