import Contracts
import Testing
import YAMLConfig

@testable import AlgoTradeDaemon

@Suite struct ConfigurationFeedsTests {
    private static let text = """
        data_plane:
          feeds:
            - {file: q.csv.gz, symbol: ETHUSDT, secType: CRYPTO, conId: 7, exchange: BINANCE}
            - file: /x/t.csv
              symbol: BRK B
              shape: allLast
              columns: {time: when@ms, price: px, size: "#3"}
            - {file: b.csv, columns: "historicalBar:time=#1@date,open=#2,high=#3,low=#4,close=#5,volume=#6", barSize: 1 min, header: false, currency: "no", source: s, symbol: A}
            - {file: c.csv, adjust: true}
          replay: {speed: 1, shift: now, loop: 3, skip_invalid: true, on_end: exit}
        """

    @Test func `Feeds become a plan`() throws {
        let surroundings = Surroundings(
            variable: { _ in nil },
            contents: { (_, _) throws(Surroundings.FileFault) in Array(Self.text.utf8) })
        let loaded = try ConfigurationFile.load(path: "etc/k.yaml", surroundings: surroundings)
        let plan = loaded.configuration.dataPlane.replayPlan
        #expect(plan.files.map(\.path) == ["etc/q.csv.gz", "/x/t.csv", "etc/b.csv", "etc/c.csv"])
        #expect(
            plan.files[0].constants
                == RecordConstants(
                    symbol: "ETHUSDT", secType: "CRYPTO", exchange: "BINANCE", conId: 7))
        #expect(
            plan.files[1].mapping
                == (try ColumnMapping("allLast:time=when@ms,price=px,size=#3")))
        #expect(plan.files[2].hasHeader == false)
        #expect(plan.files[2].constants.barSize == .min1)
        #expect(plan.files[3].isAdjusted)
        #expect(plan.speed == .times(1))
        #expect(plan.shift == .now)
        #expect(plan.loops == 3)
        #expect(plan.skipsInvalid)
        #expect(loaded.configuration.dataPlane.onFeedEnd == .exit)
    }

    @Test func `What is printed as effective loads to the same`() throws {
        let first = try load(Self.text)
        let second = try load(first.effectiveYAML())
        #expect(second.effectiveYAML() == first.effectiveYAML())
        #expect(
            second.configuration.dataPlane.feeds == first.configuration.dataPlane.feeds)
    }

    @Test(arguments: [
        ("[{symbol: A}]", "must hold a file in each entry"),
        ("[{file: f, sectype: STK}]", "must not hold the key sectype; did you mean secType?"),
        ("[{file: f, symbol: spy}]", "must hold symbols of 1 to 20 capital letters"),
        ("[{file: f, shape: bidAsk}]", "must hold columns where it holds a shape"),
        ("[{file: f, columns: {time: t}}]", "a map of columns has no shape beside it"),
        ("[{file: f, columns: 'bidAsk:time=t'}]", "must map columns: bidAsk needs a column for"),
        ("[{file: f, barSize: 2 days}]", "must be one of 1 secs, 5 secs"),
        ("[{file: '-'}]", "must name files: the daemon has no standard input"),
        ("[{file: f, conId: -1}]", "must hold a conId that is a whole number"),
        ("[{file: f, adjust: perhaps}]", "must be one of true, false"),
        ("f.csv", "must be a list"),
    ])
    func `A wrong entry is told`(feeds: String, text: String) {
        let told = errors("data_plane: {feeds: \(feeds)}")
        #expect(told.count == 1 && told[0].contains(text), "\(told)")
        #expect(told.first?.hasPrefix("kafka.yaml:1:") == true)
    }

    @Test(arguments: [
        ("replay: {speed: fast}", "data_plane.replay.speed must be max, or a number"),
        ("replay: {shift: soon}", "data_plane.replay.shift must be none, now"),
        (
            "feed: {file: a}, feeds: [{file: b}]",
            "data_plane.feed.file and data_plane.feeds must not both be set"
        ),
    ])
    func `Wrong values and pairs are told`(keys: String, text: String) {
        let told = errors("data_plane: {\(keys)}")
        #expect(told.count == 1 && told[0].contains(text), "\(told)")
    }
}
