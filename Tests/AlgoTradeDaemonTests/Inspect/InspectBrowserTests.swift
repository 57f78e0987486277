import Contracts
import Foundation
import TestSupport
import Testing

@testable import AlgoTradeDaemon

/// The page in a browser without a window.
@Suite struct InspectBrowserTests {
    private static let browser =
        CommandProcess.find("chromium") ?? CommandProcess.find("google-chrome")

    /// The document after its program has run, and what the console said.
    private func open(_ page: String) async throws -> (document: String, console: String)? {
        guard let browser = Self.browser else {
            print("skipped: no chromium")
            return nil
        }
        let folder = TemporaryFolder()
        try folder.write("page.html", page)
        let process = try CommandProcess(
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                "--enable-logging=stderr", "--user-data-dir=\(folder.url.path)/profile",
                "--virtual-time-budget=3000", "--dump-dom",
                folder.url.appending(path: "page.html").absoluteString,
            ], program: browser, in: folder)
        let result = await process.result()
        #expect(result.status == 0)
        let console = result.errors.split(separator: "\n").filter { $0.contains("CONSOLE") }
        return (result.output, console.joined(separator: "\n"))
    }

    @Test func `The page shows its rows and its console is silent`() async throws {
        var lines = (0..<2600).map { number in
            InspectSupport.quote(number * 100, bid: "100.\(10 + number * 7 % 40)")
        }
        lines.append(InspectSupport.quote(260_000, bid: "101"))
        lines.append(InspectSupport.quote(400_000))
        let report = try InspectSupport.report(lines)
        #expect(report.inspection.windows.count > 3)
        guard let (document, console) = try await open(InspectSupport.page(report)) else { return }
        #expect(console == "")
        for window in report.inspection.windows {
            let end = window.timestamp.description.replacing("T", with: " ").dropLast()
            #expect(document.contains(">\(end)</button>"))
            let z = InspectionReport.fixed(window.ofiZ, 3).replacing("-", with: "−")
            #expect(document.contains(">\(z)</td>"))
        }
        #expect(document.contains(">crossed</td>"))
        #expect(document.contains("140 s without an event") || document.contains("min"))
        #expect(document.contains("2,601 quotes"))
    }

    @Test func `Figures, windows and keys are those of recorded data`() async throws {
        let driver = BrokerProcess.packageRoot.appending(path: "Tests/Browser/inspect_page.py")
        // A load is timed by `make page`: here other tests run at the same time.
        let result = try await CommandProcess.run(
            program: try #require(CommandProcess.find("python3")),
            [
                driver.path, "--binary", CommandProcess.algotraded, "--hours", "0.1", "--limit",
                "60",
            ])
        let last = result.lines.last ?? ""
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(last.hasPrefix("HELD: ") || last.hasPrefix("SKIPPED: "))
        if last.hasPrefix("SKIPPED") { print(last) }
    }

    @Test func `A page of nothing says so`() async throws {
        let page = InspectSupport.page(try InspectSupport.report([]))
        guard let (document, console) = try await open(page) else { return }
        #expect(console == "")
        #expect(document.contains(#"<p id="nothing">"#))
        #expect(document.contains("There are none."))
    }

    @Test func `Hostile text is shown as text`() async throws {
        var inspection = try InspectSupport.inspection([InspectSupport.quote(0)])
        let evil = "<img src=x onerror=document.title=1>"
        inspection.take(
            InspectedVerdict(
                kind: .deadLetter, time: nil, reason: evil, detail: "</script>\(evil)",
                place: evil))
        let report = InspectionReport(inspection, calendar: nil, gapNs: 1_000_000_000)
        guard let (document, console) = try await open(InspectSupport.page(report)) else { return }
        #expect(console == "")
        #expect(document.contains("&lt;img src=x onerror=document.title=1&gt;</td>"))
        #expect(document.contains("<title>SPY · market data</title>"))
        #expect(!document.contains("<img"))
    }
}
