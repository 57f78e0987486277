import Contracts
import Testing

@Suite struct OrderMessageTests {
    @Test(arguments: [
        Row("event_type", #""bar_event""#, .choice),
        Row("intent_id", #""550E8400-e29b-41d4-a716-446655440000""#, .format),
        Row("intent_id", #""550e8400e29b41d4a716446655440000""#, .format),
        Row("intent_id", #""{550e8400-e29b-41d4-a716-446655440000}""#, .format),
        Row("intent_id", #""550e8400-e29b-41d4-a716-44665544000g""#, .format),
        Row("intent_id", #""00000000-0000-0000-0000-000000000000""#),
        Row("intent_id", "1", .type), Row("direction", #""SELL""#),
        Row("direction", #""buy""#, .choice), Row("direction", #""""#, .choice),
        Row("quantity", "1e-9"), Row("quantity", "0", .range), Row("quantity", "4e-10", .range),
        Row("quantity", "9223372036.854775807"), Row("quantity", "9223372036.854775808", .range),
        Row("order_type", #""ADAPTIVE""#), Row("order_type", #""PEG""#, .choice),
        Row("strategy_id", #""OFI""#), Row("strategy_id", #""XYZ""#, .choice),
        Row("limit_price", "0", .range), Row("limit_price", "1"), Row("limit_price", "null"),
        Row("stop_price", "-1", .range), Row("time_in_force", #""FOK""#),
        Row("time_in_force", #""OPG""#, .choice), Row("urgency", #""URGENT""#),
        Row("urgency", "0", .type), Row("target_weight", "-1"), Row("target_weight", "1"),
        Row("target_weight", "1.0000000000000002", .range),
        Row("target_weight", "1.00000000000000000001"), Row("current_weight", "-1.1", .range),
        Row("signal_strength", "0"), Row("signal_strength", "1"),
        Row("signal_strength", "-0.1", .range), Row("execution_params", "{}"),
        Row("execution_params", #"{"pov_cap":0,"adv_cap":1,"max_slippage_bps":0}"#),
        Row("execution_params", #"{"pov_cap":1.1}"#, .range, at: "execution_params.pov_cap"),
        Row("execution_params", #"{"adv_cap":-1}"#, .range, at: "execution_params.adv_cap"),
        Row(
            "execution_params", #"{"max_slippage_bps":-1}"#, .range,
            at: "execution_params.max_slippage_bps"),
        Row("metadata", #"{"regime":"Storm","portfolio_id":"p"}"#),
        Row("metadata", #"{"regime":"STORM"}"#, .choice, at: "metadata.regime"),
        Row("risk_checks", "true", .type),
        Row(
            "risk_checks",
            #"{"within_box_limit":true,"within_gross_limit":true,"within_net_limit":false,"pnl_kill_switch":false,"drawdown_kill_switch":false}"#
        ),
        Row(
            "risk_checks",
            #"{"within_box_limit":true,"within_gross_limit":true,"within_net_limit":false,"pnl_kill_switch":false}"#,
            .missing, at: "risk_checks.drawdown_kill_switch"),
        Row(
            "risk_checks",
            #"{"within_box_limit":1,"within_gross_limit":true,"within_net_limit":false,"pnl_kill_switch":false,"drawdown_kill_switch":false}"#,
            .type, at: "risk_checks.within_box_limit"),
    ])
    func `fields of an intent`(row: Row) { row.check(.intent) }

    @Test(
        arguments: [
            ("MARKET", false, false, []), ("ADAPTIVE", false, false, []),
            ("LIMIT", false, false, ["limit_price"]), ("LIMIT", true, false, []),
            ("STOP", false, false, ["stop_price"]), ("STOP", false, true, []),
            ("STOP", true, false, ["stop_price"]), ("LIMIT", false, true, ["limit_price"]),
            ("STOP_LIMIT", false, false, ["limit_price", "stop_price"]),
            ("STOP_LIMIT", true, false, ["stop_price"]), ("STOP_LIMIT", true, true, []),
        ] as [(String, Bool, Bool, [String])])
    func `the order type asks for its prices`(
        type: String, hasLimit: Bool, hasStop: Bool, missing: [String]
    ) {
        var sample = Sample.intent.with("order_type", "\"\(type)\"")
        // A null is absent.
        sample = sample.with("limit_price", hasLimit ? "1" : "null")
        sample = sample.with("stop_price", hasStop ? "1" : nil)
        #expect(sample.faults.map(\.path) == missing)
        #expect(sample.faults.allSatisfy { $0.code == .rule && $0.offset == 0 })
    }

    @Test func `a faulty price is one fault, not a missing one too`() {
        let sample = Sample.intent.with("order_type", #""LIMIT""#).with("limit_price", "-1")
        #expect(sample.faults.map(\.code) == [.range])
    }

    @Test(arguments: [
        Row("report_id", #""x""#, .format), Row("order_id", #""""#, .range),
        Row("order_id", "\"\(String(repeating: "😀", count: 64))\""),
        Row("order_id", "\"\(String(repeating: "x", count: 65))\"", .range),
        Row("order_id", "\"\(String(repeating: "\\u00e9", count: 64))\""),
        Row("order_id", "null", .type), Row("status", #""TIMEOUT""#),
        Row("status", #""CANCELLED""#, .choice), Row("direction", #""BUY""#),
        Row("direction", #""HOLD""#, .choice), Row("submitted_timestamp", "null"),
        Row("submitted_timestamp", #""2025""#, .format),
        Row("acknowledged_timestamp", "1", .type),
        Row("filled_timestamp", #""2025-11-17T14:30:05.5Z""#),
        Row("requested_quantity", "0", .range), Row("requested_quantity", "1"),
        Row("filled_quantity", "0"), Row("filled_quantity", "-1", .range),
        Row("filled_quantity", "null"), Row("remaining_quantity", "0"),
        Row("remaining_quantity", "-1", .range), Row("average_fill_price", "0", .range),
        Row("limit_price", "0", .range), Row("commission", "-1.5"), Row("commission", "null"),
        Row("commission", #""1""#, .type), Row("slippage_bps", "-3"),
        Row("slippage_bps", "1e400", .range), Row("reject_reason", #""""#),
        Row("reject_reason", "1", .type),
        Row("error_message", "\"\(String(repeating: "é", count: 512))\""),
        Row("error_message", "\"\(String(repeating: "x", count: 513))\"", .range),
        Row("execution_costs", #"{"commission":0,"slippage":-1,"market_impact":null}"#),
        Row("execution_costs", "{}", .missing, at: "execution_costs.commission"),
        Row(
            "execution_costs", #"{"commission":null}"#, .type, at: "execution_costs.commission"),
        Row(
            "execution_costs", #"{"commission":1,"total_cost_bps":""}"#, .type,
            at: "execution_costs.total_cost_bps"),
        Row("latency_metrics", #"{"intent_to_submit_ms":0,"total_latency_ms":5}"#),
        Row(
            "latency_metrics", #"{"ack_to_fill_ms":-1}"#, .range,
            at: "latency_metrics.ack_to_fill_ms"),
        Row(
            "latency_metrics", #"{"submit_to_ack_ms":0.5}"#, .type,
            at: "latency_metrics.submit_to_ack_ms"),
        Row("metadata", #"{"broker":"IBKR","account_id":"","revision_of":null}"#),
        Row("metadata", #"{"revision_of":1}"#, .type, at: "metadata.revision_of"),
        Row("fills", "[]"), Row("fills", "null"), Row("fills", "{}", .type),
        Row("fills", "[1]", .type, at: "fills[0]"),
        Row("fills", "[null]", .type, at: "fills[0]"),
    ])
    func `fields of a report`(row: Row) { row.check(.report) }

    @Test(
        arguments: [
            ("", "", nil, ""), (#""price":1.5"#, #""price":0"#, .range, "fills[1].price"),
            (#""quantity":2"#, #""quantity":0"#, .range, "fills[1].quantity"),
            (#""fill_id":"b""#, #""fill_id":null"#, .type, "fills[1].fill_id"),
            (#""fill_id":"b","#, "", .missing, "fills[1].fill_id"),
            (#""commission":-1"#, #""commission":"""#, .type, "fills[1].commission"),
            (#""commission":-1"#, #""commission":null"#, nil, ""),
            (#","timestamp":"2025-11-17T14:30:05Z"}]"#, "}]", .missing, "fills[1].timestamp"),
        ] as [(String, String, ContractFault.Code?, String)])
    func `fields of a fill`(old: String, new: String, code: ContractFault.Code?, path: String) {
        let fills = """
            [{"fill_id":"a","quantity":1,"price":1,"timestamp":"2025-11-17T14:30:05Z"},\
            {"fill_id":"b","quantity":2,"price":1.5,"commission":-1,\
            "timestamp":"2025-11-17T14:30:05Z"}]
            """
        let changed = old.isEmpty ? fills : fills.replacing(old, with: new)
        let faults = Sample.report.with("fills", changed).faults
        #expect(faults.map(\.code) == (code.map { [$0] } ?? []))
        #expect(faults.map(\.path) == (code == nil ? [] : [path]))
    }

    @Test func `filled may be requested and no more`() {
        let sample = Sample.report.with("requested_quantity", "100")
        #expect(sample.with("filled_quantity", "100").faults == [])
        let faults = sample.with("filled_quantity", "100.000000001").faults
        #expect(faults.map(\.path) == ["filled_quantity"])
        #expect(faults.map(\.code) == [.rule])
    }

    @Test(
        arguments: [
            (#"{"status":"FILLED"}"#, [.filledHasPrice]),
            (#"{"status":"FILLED","average_fill_price":1,"remaining_quantity":0}"#, []),
            (
                #"{"status":"FILLED","average_fill_price":1,"remaining_quantity":1}"#,
                [.filledHasNoRest]
            ),
            (#"{"requested_quantity":5,"filled_quantity":2,"remaining_quantity":3}"#, []),
            (
                #"{"requested_quantity":5,"filled_quantity":2,"remaining_quantity":2}"#,
                [.quantitiesAddUp]
            ),
            (
                #"{"requested_quantity":5,"filled_quantity":5,"remaining_quantity":9223372036.8}"#,
                [.quantitiesAddUp]
            ),
            (#"{"requested_quantity":5,"filled_quantity":2}"#, []),
            (#"{"status":"REJECTED"}"#, [.rejectedHasReason]),
            (#"{"status":"REJECTED","reject_reason":""}"#, []),
            (#"{"status":"ERROR"}"#, [.errorHasMessage]),
            (#"{"status":"ERROR","error_message":"x"}"#, []),
            (#"{"filled_quantity":3,"average_fill_price":1.333333333,"fills":"F"}"#, []),
            (
                #"{"filled_quantity":3,"average_fill_price":1.333333334,"fills":"F"}"#,
                [.averageOfFills]
            ),
            (#"{"filled_quantity":2,"fills":"F"}"#, [.fillsAddUp]),
            (#"{"filled_quantity":1,"fills":[]}"#, [.fillsAddUp]),
            (#"{"filled_quantity":0,"fills":[]}"#, []),
        ] as [(String, [ReportRule])])
    func `rules that older producers break are counted`(
        changes: String, breaches: [ReportRule]
    ) throws {
        let time = #""timestamp":"2025-11-17T14:30:05Z""#
        let fills = """
            [{"fill_id":"a","quantity":1,"price":1,\(time)},\
            {"fill_id":"b","quantity":2,"price":1.5,\(time)}]
            """
        let sample =
            changes.contains("status") ? Sample.report.with("status", nil) : Sample.report
        let members = changes.dropFirst().replacing(#""F""#, with: fills)
        var notes = ReadingNotes()
        let text = sample.text.dropLast() + "," + members
        _ = try read(
            String(text), .execReports, &notes)
        for rule in ReportRule.allCases {
            #expect(notes.count(of: rule) == (breaches.contains(rule) ? 1 : 0), "\(rule)")
        }
        #expect(notes.isEmpty == breaches.isEmpty)
    }

    @Test func `fills too large to add are breaches, not traps`() throws {
        let fill = """
            {"fill_id":"a","quantity":9e9,"price":9e9,"timestamp":"2025-11-17T14:30:05Z"}
            """
        let sample = Sample.report.with("fills", "[\(fill),\(fill),\(fill)]")
            .with("average_fill_price", "9e9")
        var notes = ReadingNotes()
        _ = try read(sample.text, .execReports, &notes)
        #expect(notes.count(of: .averageOfFills) == 1)
        #expect(notes.count(of: .fillsAddUp) == 1)
    }
}
