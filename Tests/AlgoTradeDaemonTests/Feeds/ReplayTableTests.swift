import Contracts
import TestSupport
import Testing

@testable import AlgoTradeDaemon

@Suite struct ReplayTableTests {
    private func line(
        _ table: String, _ change: (inout ReplayFile) -> Void = { _ in },
        name: String = "ETHUSDT.csv"
    ) throws -> String {
        let folder = TemporaryFolder()
        var file = ReplayFile(path: try folder.write(name, table))
        change(&file)
        return try ReplaySupport.run(ReplayPlan(files: [file])).lines.joined(separator: "\n")
    }

    @Test func `Known tables become records digit by digit`() throws {
        #expect(
            try line(
                """
                ts_ns,bid_px,bid_sz,ask_px,ask_sz,exch_ts_ms,update_id
                1723161255088165267,2681.620,1.165,2681.63,73.077000000,1723161256310,5
                """)
                == #"{"type":"tickByTickBidAsk","symbol":"ETHUSDT","#
                + #""time":"2024-08-08T23:54:15.088165267Z","source":"replay","bidPrice":2681.620,"#
                + #""askPrice":2681.63,"bidSize":1.165,"askSize":73.077000000}"#)
        #expect(
            try line("ts_ns,px,sz\n1000000001,0.000000001,-0\r\n") { $0.constants.secType = "A\"B" }
                == #"{"type":"tickByTickAllLast","symbol":"ETHUSDT","#
                + #""time":"1970-01-01T00:00:01.000000001Z","secType":"A\"B","source":"replay","#
                + #""price":0.000000001,"size":-0}"#)
        #expect(
            try line(
                "symbol,date,open,high,low,close,volume,adj_close\n"
                    + "BRK B,2000-03-01,118.56,132.06,118.5,130.31,9616100,4.186662803811\n")
                == #"{"type":"historicalBar","symbol":"BRK B","time":"2000-03-01T21:00:00Z","#
                + #""secType":"STK","exchange":"SMART","currency":"USD","source":"replay","#
                + #""barSize":"1 day","open":118.56,"high":132.06,"low":118.5,"close":130.31,"#
                + #""volume":9616100,"average":130.31,"barCount":-1}"#)
    }

    @Test func `Bars are scaled when that is asked for`() throws {
        let text = try line(
            "symbol,date,open,high,low,close,volume,adj_close\n"
                + "AAPL,2000-03-01,100,110,90,100,7,50\n"
        ) { $0.isAdjusted = true }
        #expect(
            text.hasSuffix(
                #""open":50,"high":55,"low":45,"close":50,"volume":7,"average":50,"barCount":-1}"#))
    }

    @Test(arguments: [
        (
            "when,what,last,qty", "2024-08-08 23:54:15.088165267,\"IBM\",1e2,\"3\"",
            "allLast:time=when@utc,symbol=what,price=last,size=qty",
            #""symbol":"IBM","time":"2024-08-08T23:54:15.088165267Z","source":"replay","price":1e2,"size":3}"#
        ),
        (
            "a,b,c", "1.5,7,8", "tickByTickAllLast:time=#1@ms,price=#3,size=#2",
            #""time":"1970-01-01T00:00:00.001500Z","source":"replay","price":8,"size":7}"#
        ),
        (
            "t,o,h,l,c,v,n,w", "2024-08-08T23:54:15+02:00,1,2,0.5,1.5,10,42,1.25",
            "realtimeBar:time=t@rfc3339,open=o,high=h,low=l,close=c,volume=v,count=n,average=w",
            #""time":"2024-08-08T21:54:15Z","source":"replay","open":1,"high":2,"low":0.5,"close":1.5,"volume":10,"wap":1.25,"count":42}"#
        ),
        (
            "t,p,s", "1723161255,1,2", "allLast:time=t@s,price=p,size=s",
            #""time":"2024-08-08T23:54:15Z","source":"replay","price":1,"size":2}"#
        ),
        (
            "t,p,s", "1723161255088165,1,2", "allLast:time=t@us,price=p,size=s",
            #""time":"2024-08-08T23:54:15.088165Z","source":"replay","price":1,"size":2}"#
        ),
    ])
    func `Columns are taken as declared`(
        header: String, row: String, mapping: String, end: String
    ) throws {
        let text = try line("\(header)\n\(row)\n") { $0.mapping = try? ColumnMapping(mapping) }
        #expect(text.hasSuffix(end), "\(text)")
    }

    @Test func `A table may have no header`() throws {
        let text = try line("5,1,2\n6,1,2\n") {
            $0.mapping = try? ColumnMapping("allLast:time=#1@ns,price=#2,size=#3")
            $0.hasHeader = false
        }
        #expect(text.split(separator: "\n").count == 2)
    }

    @Test(arguments: [
        ("ts_ns,px,sz\n\n1,x,2\n", ":3: column px: \"x\" is not a decimal number in range"),
        ("ts_ns,px,sz\n1,,2\n", ":2: column px: is empty"),
        ("ts_ns,px,sz\n1,.5,2\n", ":2: column px: \".5\" is not a decimal number in range"),
        ("ts_ns,px,sz\n1,5.,2\n", ":2: column px: \"5.\" is not a decimal number in range"),
        ("ts_ns,px,sz\n1,007,2\n", ":2: column px: \"007\" is not a decimal number in range"),
        ("ts_ns,px,sz\n1,1e10,2\n", ":2: column px: \"1e10\" is not a decimal number in range"),
        ("ts_ns,px,sz\n1,NaN,2\n", ":2: column px: \"NaN\" is not a decimal number in range"),
        ("ts_ns,px,sz\n1.5,1,2\n", ":2: column ts_ns: \"1.5\" is not nanoseconds since 1970"),
        (
            "ts_ns,px,sz\n9223372036854775808,1,2\n",
            ":2: column ts_ns: \"9223372036854775808\" is not nanoseconds since 1970"
        ),
        ("ts_ns,px,sz\n1,2\n", ":2: the row has 2 columns, the header has 3"),
        ("ts_ns,px,sz\n1,2,3,4\n", ":2: the row has 4 columns, the header has 3"),
        ("ts_ns,px,sz\n1,\"2,3\n", ":2: a quoted cell has no end"),
        ("time,price\n1,2\n", ":1: this is neither NDJSON nor a table with a known header"),
        (
            "symbol,date,open,high,low,close,volume\nspy,2024-08-08,1,1,1,1,1\n",
            ":2: column symbol: \"spy\" is not a symbol"
        ),
        (
            "symbol,date,open,high,low,close,volume\nSPY,2024-02-30,1,1,1,1,1\n",
            ":2: column date: \"2024-02-30\" is not a date as 2024-08-08"
        ),
        ("{\"type\":\"tickByTickAllLast\"}\n", ":1: "),
    ])
    func `A line that is no record is told with its place`(table: String, reason: String) throws {
        let folder = TemporaryFolder()
        let path = try folder.write("SPY.csv", table)
        let plan = ReplayPlan(files: [ReplayFile(path: path)])
        let fault = #expect(throws: CommandFault.self) { try ReplaySupport.run(plan) }
        let told = try #require(fault)
        #expect(told.reason.hasPrefix(path + reason), "\(told)")
        #expect(!told.remedy.isEmpty)
    }

    @Test func `A row is not taken for a header`() throws {
        let folder = TemporaryFolder()
        let mapping = try ColumnMapping("allLast:time=#1@ns,price=#2,size=#3")
        let table = "1723161255088165267,1,2\n1723161255088165268,1,3\n"
        let path = try folder.write("SPY.csv", table)
        let fault = #expect(throws: CommandFault.self) {
            try ReplaySupport.run(ReplayPlan(files: [ReplayFile(path: path, mapping: mapping)]))
        }
        #expect(fault?.reason.hasPrefix("\(path):1: the first line is a row") == true)
        #expect(fault?.remedy.contains("--no-header") == true)
        let bare = ReplayFile(path: path, mapping: mapping, hasHeader: false)
        #expect(try ReplaySupport.run(ReplayPlan(files: [bare])).lines.count == 2)
        let named = try folder.write("QQQ.csv", "t,p,s\n" + table)
        let header = ReplayFile(path: named, mapping: mapping)
        #expect(try ReplaySupport.run(ReplayPlan(files: [header])).lines.count == 2)
    }

    @Test(arguments: [
        ("quotes:a=b", "no shape is called \"quotes\""),
        ("price=px", "\"price=px\" names no shape"),
        ("allLast:time=t@ns,price=p", "allLast needs a column for size"),
        ("allLast:time=t@ns,prize=p", "allLast has no field \"prize\""),
        ("allLast:time=t@sec,price=p,size=s", "no form of time is called \"sec\""),
        ("allLast:time=t@ns,price=p,price=q,size=s", "price has two columns"),
        ("allLast:time=t@ns,price,size=s", "\"price\" gives no column"),
        ("allLast:time=@ns,price=p,size=s", "time gives no column"),
    ])
    func `A wrong mapping is told`(text: String, reason: String) {
        let fault = #expect(throws: MappingFault.self) { try ColumnMapping(text) }
        #expect(fault?.reason == reason)
        #expect(fault?.remedy.isEmpty == false)
    }

    @Test(
        arguments: [
            ("ETHUSDT.csv.gz", "ETHUSDT"), ("a/b/ETHUSDT_trades_20240808_09.csv", "ETHUSDT"),
            ("BTC-2024-08-08.csv", "BTC"), ("BRK.csv", "BRK"),
            ("binance_usdm_ethusdt_20240808.csv.gz", nil), ("ethusdt.csv", nil),
            ("ETH_BTC.csv", nil), ("20240808.csv", nil), ("-", nil), ("", nil),
        ] as [(String, String?)])
    func `A file's name tells a symbol only if it is clear`(path: String, symbol: String?) {
        #expect(SymbolFromName.find(path)?.description == symbol)
    }

    @Test func `Invalid lines are counted and passed over when that is asked for`() throws {
        let folder = TemporaryFolder()
        var text = "ts_ns,px,sz\n"
        for i in 0..<40 { text += i % 2 == 0 ? "\(i),1,2\n" : "\(i),?,2\n" }
        var plan = ReplayPlan(files: [ReplayFile(path: try folder.write("SPY.csv", text))])
        plan.skipsInvalid = true
        let (lines, _, reading) = try ReplaySupport.run(plan)
        #expect(lines.count == 20)
        #expect(reading.invalid == 20)
    }
}
