import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

@Suite struct ConfigurationFuzzTests {
    @Test("no mutation of a valid file makes the reader trap, and every fault has a place")
    func mutations() throws {
        let seed = UInt64.random(in: 0 ... .max)
        print("seed \(seed)")
        var random = ConfigurationRandom(seed: seed)
        let valid = Array(Self.text.utf8)
        #expect(throws: Never.self) { try load(bytes: valid, environment: ["A": "1"]) }
        var loaded = 0
        for _ in 0..<1500 {
            var bytes = valid
            for _ in 0..<Int.random(in: 1...3, using: &random) { mutate(&bytes, &random) }
            do throws(ConfigurationErrors) {
                let good = try load(bytes: bytes, environment: ["A": "1"])
                loaded += 1
                let again = try load(good.effectiveYAML())
                #expect(again.effectiveYAML() == good.effectiveYAML(), "seed \(seed)")
            } catch {
                for fault in error.faults {
                    let hasPlace = fault.place.line > 0 && fault.place.column > 0
                    #expect(hasPlace && !fault.message.isEmpty, "seed \(seed): \(fault)")
                }
            }
        }
        print("\(loaded) of 1500 loaded")
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout ConfigurationRandom) {
        guard !bytes.isEmpty else { return }
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(Self.marks.randomElement(using: &random)!, at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + 20))
        case 4:
            let piece = bytes[at..<min(bytes.count, at + 30)]
            let to = Int.random(in: 0...bytes.count, using: &random)
            bytes.insert(contentsOf: Array(piece), at: to)
        default:
            let digit = UInt8.random(in: 0x30...0x39, using: &random)
            if let number = bytes[at...].firstIndex(where: \.isDigit) { bytes[number] = digit }
        }
    }

    private static let marks = Array("${}[]:,&*!|>'\"%@`#-?<~\n\t 09.eE_\\".utf8)

    private static let text = """
        kafka: &k
          bootstrap_servers: [a:9092, "b:9092"]
          group_id: ${A:-x}
          commit_interval: 20ms
          librdkafka: {linger.ms: "${A}", client.rack: 'r$${x}'}
        topics:
          market_raw: &t {retention: 8h, partitions: 6}
          market_events: {<<: *t, retention: 7d}
          dlq: *t
        daemon: {planes: [data, orders], log_level: debug}
        strategy_plane: {equity: 1_000_000.5, box_limit: 0.25, strategies: [OFI]}
        order_plane:
          risk:
            restricted: [SPY, BRK.B]
            max_order_qty: 1e4
        """
}
