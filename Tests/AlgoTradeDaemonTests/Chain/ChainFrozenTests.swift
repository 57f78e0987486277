import Contracts
import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite("A daemon that stands still", .serialized, .enabled(if: BrokerProcess.executable != nil))
struct ChainFrozenTests {
    @Test("asleep past its session, with nobody in its place, it goes on and loses nothing")
    func asleep() async throws {
        let cluster = try ChainCluster()
        let daemon = try DaemonProcess(
            cluster.configuration, set: ["kafka.session_timeout=6s"])
        try await daemon.startReady()
        let load = ChainLoad(cluster, intentEvery: 5)
        try await Task.sleep(for: .seconds(1))
        daemon.signal(SIGSTOP)
        try await Task.sleep(for: .seconds(8))
        daemon.signal(SIGCONT)
        try await Task.sleep(for: .seconds(2))
        let written = try await load.stop()
        try await cluster.dataPlaneDone()
        let reports = try await cluster.decisions(on: written.intents)
        #expect(try await daemon.stop() == 0)
        #expect(try daemon.count(.fenced) == 0)
        #expect(try daemon.count(.planeEscalated) == 0)
        #expect(try await cluster.records("market_raw").count == written.quotes)
        try await cluster.checkOneToOne()
        let submitted = reports.filter { $0.status == .submitted }.map(\.intentId)
        #expect(Set(submitted).count == submitted.count)
    }
}
