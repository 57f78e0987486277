import Contracts
import Foundation
import KafkaBus
import TestSupport

/// A producer that is none of the daemon's: confluent-kafka in Python when the virtual
/// environment beside the package has it, else the daemon's own writer.
enum StrangeClient {
    private static let script = """
        import base64, json, sys
        from confluent_kafka import Producer
        failed = []
        def told(error, _):
            if error is not None:
                failed.append(str(error))
        producer = Producer({"bootstrap.servers": sys.argv[1], "acks": "all",
                             "enable.idempotence": True})
        for line in sys.stdin:
            topic, key, value, headers = json.loads(line)
            producer.produce(topic, key=key.encode(), value=base64.b64decode(value),
                             headers=[(n, v.encode()) for n, v in headers], on_delivery=told)
            producer.poll(0)
        producer.flush(60)
        sys.exit("; ".join(failed[:3]) if failed or len(producer) else 0)
        """

    private static let python = BrokerProcess.packageRoot.appending(path: ".venv/bin/python")

    /// Publishes records in their order. Key and value must be there.
    static func publish(_ batch: RecordBatch, to cluster: ChainCluster) async throws {
        guard try run(["-c", "import confluent_kafka"], input: Data()) == 0 else {
            print("no confluent-kafka in .venv: published by the daemon's own writer")
            try await cluster.write(batch)
            return
        }
        let file = FileManager.default.temporaryDirectory
            .appending(path: "algotraded-client-\(UUID().uuidString).py")
        try Data(script.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var input = Data()
        for index in batch.indices {
            let headers = batch.headers[batch.records[index].headers].map {
                [$0.name, String(decoding: batch.bytes[$0.value], as: UTF8.self)]
            }
            let line: [Any] = [
                batch.topic(index), batch.keyText(index) ?? "",
                Data(batch.valueBytes(index) ?? []).base64EncodedString(), headers,
            ]
            input += try JSONSerialization.data(withJSONObject: line) + Data([10])
        }
        let status = try run([file.path, cluster.broker.bootstrapServers], input: input)
        guard status == 0 else { throw TestFailure("the Python client ended with \(status)") }
    }

    private static func run(_ arguments: [String], input: Data) throws -> Int32 {
        guard FileManager.default.isExecutableFile(atPath: python.path) else { return -1 }
        let process = Process()
        process.executableURL = python
        process.arguments = arguments
        let pipe = Pipe()
        process.standardInput = pipe
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.standardError
        try process.run()
        try pipe.fileHandleForWriting.write(contentsOf: input)
        try pipe.fileHandleForWriting.close()
        return process.waitForEnd()
    }
}
