import Foundation
import TestSupport
import Testing

@testable import Contracts

/// Python's jsonschema: another's word on what the schemas say.
enum SchemaJudge {
    /// Whether `make setup` has made the environment.
    static let isAvailable = FileManager.default.fileExists(
        atPath: BrokerProcess.packageRoot.appending(path: ".venv/bin/python").path)

    /// A record, and by which schema to judge it.
    struct Case {
        var schema: String
        var record: String
    }

    /// Whether each record is valid, judged by one process, which first proves that the schemas
    /// satisfy the meta-schema.
    static func judge(_ cases: [Case]) async throws -> [Bool] {
        var schemas: [String: String] = ["all": ContractSchema.all]
        for name in ContractSchema.names { schemas[name] = ContractSchema.text(name) }
        var input = try line(schemas)
        for each in cases { input += try line([each.schema, each.record]) }
        let result = try await CommandProcess.run(
            program: BrokerProcess.packageRoot.appending(path: ".venv/bin/python").path,
            ["-c", script], input: input)
        guard result.status == 0, result.lines.count == cases.count else {
            throw JudgeFailed(description: result.errors)
        }
        return result.lines.map { $0 == "valid" }
    }

    struct JudgeFailed: Error, CustomStringConvertible {
        var description: String
    }

    private static func line(_ value: Any) throws -> Data {
        try JSONSerialization.data(withJSONObject: value) + Data([0x0A])
    }

    /// Reads numbers as they are written, where Python would make doubles of them.
    private static let script = """
        import json, sys
        from decimal import Decimal, InvalidOperation
        from jsonschema import Draft202012Validator as Draft, validators

        def exact(text):
            try:
                return Decimal(text)
            except InvalidOperation:
                sign = "-" if text[0] == "-" else ""
                return Decimal(sign + ("1e-400" if "e-" in text.lower() else "1e400"))

        def read(text):
            return json.loads(text, parse_float=exact, parse_int=Decimal)

        def is_integer(checker, value):
            if not isinstance(value, Decimal):
                return False
            exponent = value.as_tuple().exponent
            return exponent >= 0 or (exponent > -5000 and value == value.to_integral_value())

        checker = Draft.TYPE_CHECKER.redefine("integer", is_integer)
        Exact = validators.extend(Draft, type_checker=checker)

        schemas = {}
        for name, text in json.loads(sys.stdin.readline()).items():
            Draft.check_schema(json.loads(text))
            schemas[name] = Exact(read(text))
        for line in sys.stdin:
            name, record = json.loads(line)
            print("valid" if schemas[name].is_valid(read(record)) else "invalid")
        """
}
