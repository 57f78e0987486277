import Contracts
import TestSupport
import Testing

@Suite struct SchemaCommandTests {
    @Test(arguments: ["market_events", "order_intents", "bar_event", "mktDepth"])
    func `A topic and a message print their schema`(name: String) async throws {
        let text = try await CommandProcess.run(["schema", name])
        #expect(text.status == 0)
        #expect(text.errors.isEmpty)
        #expect(text.output == ContractSchema.text(name))
        let json = try await CommandProcess.run(["schema", "--format", "json", name])
        #expect(json.output == text.output)
    }

    @Test func `Without a name all messages are printed`() async throws {
        let result = try await CommandProcess.run(["schema"])
        #expect(result.status == 0)
        #expect(result.output == ContractSchema.all)
        for name in ["bar_event", "execution_report", "mktDepth"] {
            #expect(result.output.contains("\"#/$defs/\(name)\""))
        }
    }

    @Test(arguments: ["bar_evnt", "dlq_market_raw", "x"])
    func `An unknown name is a usage error that tells the names`(name: String) async throws {
        let result = try await CommandProcess.run(["schema", name])
        #expect(result.status == 64)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("no schema is called \(name)"))
        for name in ContractSchema.names { #expect(result.errors.contains(name)) }
    }
}
