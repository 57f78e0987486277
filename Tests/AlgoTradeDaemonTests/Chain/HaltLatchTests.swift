import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite
struct HaltLatchTests {
    private func folder() throws -> String {
        let path = FileManager.default.temporaryDirectory
            .appending(path: "algotraded-halt-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    @Test
    func `no file is no halt, and a halt outlasts the latch that made it`() throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let latch = HaltLatch(stateDirectory: folder)
        #expect(latch.reason == nil)
        #expect(latch.halt("by hand") == nil)
        #expect(latch.reason == "by hand")
        #expect(HaltLatch(stateDirectory: folder).reason == "by hand")
        try FileManager.default.removeItem(atPath: latch.path)
        #expect(HaltLatch(stateDirectory: folder).reason == nil)
    }

    @Test(arguments: ["empty file", "loop of links", "folder"])
    func `what cannot be told to be off is on`(_ what: String) throws {
        let folder = try folder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = "\(folder)/halt"
        switch what {
        case "empty file": #expect(FileManager.default.createFile(atPath: path, contents: nil))
        case "loop of links":
            try FileManager.default.createSymbolicLink(
                atPath: path, withDestinationPath: path)
        default:
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false)
        }
        #expect(HaltLatch(stateDirectory: folder).reason != nil)
    }
}
