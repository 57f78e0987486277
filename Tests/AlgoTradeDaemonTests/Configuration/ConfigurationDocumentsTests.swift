import Foundation
import Testing

@testable import AlgoTradeDaemon

/// With `ALGOTRADED_WRITE_DOCUMENTS=1` in the environment the files are written instead.
@Suite struct ConfigurationDocumentsTests {
    @Test("etc/kafka.yaml is what the declarations make of it")
    func sample() throws {
        try compare(ConfigurationSample.text, "etc/kafka.yaml")
    }

    @Test("docs/CONFIGURATION.md is what the declarations make of it")
    func manual() throws {
        try compare(ConfigurationManual.text, "docs/CONFIGURATION.md")
    }

    @Test("etc/kafka.yaml loads, and holds every key with its default")
    func sampleIsDefault() throws {
        let sample = ConfigurationSample.text
        let loaded = try load(sample)
        #expect(loaded.effectiveYAML() == Configuration().effective())
        #expect(loaded.warnings.isEmpty)
        for key in ConfigurationKeys.all {
            #expect(sample.contains("\(key.name): "), "\(key.path)")
        }
    }

    private func compare(_ text: String, _ path: String) throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../\(path)")
        if ProcessInfo.processInfo.environment["ALGOTRADED_WRITE_DOCUMENTS"] != nil {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
