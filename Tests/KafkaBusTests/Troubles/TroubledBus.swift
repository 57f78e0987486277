import Contracts
import Synchronization
import TestSupport

@testable import KafkaBus

/// A bus that copies records on a cluster in which things go wrong, and what it tells.
final class TroubledBus: Sendable {
    let cluster: EmbeddedCluster
    let settings: KafkaSettings
    private let news = Mutex<[TroubleNews]>([])
    private let figuresNow = Mutex(BusFigures())
    private let copies = Mutex(0)
    private let past = Mutex(0)
    private let revoked = Mutex(0)
    private let aborted = Mutex<[String]>([])

    /// - Parameter sessionTimeout: as it is, a busy machine is none of the troubles.
    init(
        brokers: Int = 1, topics: [String] = ["in", "out"],
        sessionTimeout: Duration = .seconds(45)
    ) async throws {
        cluster = try EmbeddedCluster(brokers: brokers)
        for topic in topics { try await cluster.create(topic, partitions: 2) }
        var settings = KafkaSettings(
            bootstrapServers: cluster.bootstrapServers, groupId: "test", instanceId: "one")
        settings.isEmbedded = true
        settings.exactlyOnce = false
        settings.sessionTimeout = sessionTimeout
        settings.statisticsInterval = .milliseconds(200)
        self.settings = settings
    }

    var figures: BusFigures { figuresNow.withLock { $0 } }
    /// Records whose copies are written.
    var copied: Int { copies.withLock { $0 } }
    /// Records of the past since partitions were assigned last.
    var restored: Int { past.withLock { $0 } }
    /// How often partitions were taken away.
    var revocations: Int { revoked.withLock { $0 } }
    /// Why transactions were taken back, as it was told.
    var abortions: [String] { aborted.withLock { $0 } }
    var told: [TroubleNews] { news.withLock { $0 } }

    /// - Parameter exactlyOnce: with transactions, as far as this cluster has them.
    func open(exactlyOnce: Bool = false, history: [String] = []) throws -> KafkaBus {
        var settings = settings
        if exactlyOnce { (settings.isEmbedded, settings.exactlyOnce) = (false, true) }
        return try KafkaBus.open(
            settings,
            for: PlaneSubscription(
                plane: "data", inputs: ["in"], history: history, rewinds: !history.isEmpty)
        ) { notice in
            switch notice {
            case .trouble(let one): self.news.withLock { $0.append(one) }
            case .transactionAborted(let why): self.aborted.withLock { $0.append(why) }
            case .revoked: self.revoked.withLock { $0 += 1 }
            case .figures(let figures): self.figuresNow.withLock { $0 = figures }
            default: break
            }
        }
    }

    func feed(_ count: Int, to topic: String = "in") async throws {
        let writer = try KafkaWriter(settings, name: "feed")
        var batch = RecordBatch()
        for number in 0..<count {
            batch.append(topic: topic, partition: Int32(number % 2), key: [1], value: [2, 3])
        }
        try await writer.write(batch)
        await writer.close()
    }

    /// Copies records until something is told, or time is up.
    func copy(
        _ bus: KafkaBus, seconds: Int = 60, until isEnough: (TroubledBus) -> Bool
    ) async throws -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        while !isEnough(self) {
            if ContinuousClock.now > end { return false }
            let delivery = try await bus.receive(timeout: .milliseconds(100))
            switch delivery {
            case .assigned: past.withLock { $0 = 0 }
            case .history(let batch): past.withLock { $0 += batch.count }
            default: break
            }
            guard case .records(let batch) = delivery else { continue }
            var outputs = RecordBatch()
            for index in batch.indices {
                outputs.append(
                    topic: "out", partition: batch.records[index].partition, key: [1], value: [4])
            }
            try await bus.commit(outputs, durable: true)
            copies.withLock { $0 += batch.count }
        }
        return true
    }

    /// Whether a trouble has begun, or is over.
    func has(_ trouble: BusTrouble, over: Bool, _ subject: String? = nil) -> Bool {
        told.contains {
            $0.trouble == trouble && ($0.lasted != nil) == over
                && (subject == nil || $0.subject == subject)
        }
    }

    func isOver(_ news: TroubleNews) -> Bool { has(news.trouble, over: true, news.subject) }

    func count(_ trouble: BusTrouble, over: Bool) -> Int {
        told.count { $0.trouble == trouble && ($0.lasted != nil) == over }
    }
}
