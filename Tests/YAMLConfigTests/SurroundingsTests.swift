import Testing
import YAMLConfig

@Suite struct SurroundingsTests {
    @Test("files are read up to a limit")
    func files() throws {
        let own = #filePath
        let bytes = try Surroundings.process.contents(own, 1_000_000)
        #expect(String(decoding: bytes, as: UTF8.self).contains("files are read up to a limit"))
        #expect(throws: Surroundings.FileFault.tooLarge) {
            try Surroundings.process.contents(own, 10)
        }
        #expect(throws: Surroundings.FileFault.tooLarge) {
            try Surroundings.process.contents("/dev/zero", 100_000)
        }
    }

    @Test("what cannot be read says why")
    func faults() {
        #expect(throws: Surroundings.FileFault.missing) {
            try Surroundings.process.contents("/nowhere/at/all", 10)
        }
        #expect(throws: Surroundings.FileFault.directory) {
            try Surroundings.process.contents("/", 10)
        }
    }

    @Test("the environment is the process's own")
    func environment() {
        #expect(Surroundings.process.variable("PATH")?.isEmpty == false)
        #expect(Surroundings.process.variable("ALGOTRADED_NOT_SET") == nil)
    }
}
