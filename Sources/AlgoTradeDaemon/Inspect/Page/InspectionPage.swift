import Contracts

/// A report as one HTML file that needs nothing else: no script, font or picture from anywhere.
struct InspectionPage {
    let report: InspectionReport

    var bytes: [UInt8] {
        var page = Array(beginning.utf8)
        page += PageData(report).json
        page += Array(ending.utf8)
        return page
    }

    private var beginning: String {
        let symbol = HTMLText.escaped(report.inspection.symbol.description)
        return """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="algotraded \(HTMLText.escaped(BuildInfo.version))">
            <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
            <title>\(symbol) · market data</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            \(head(symbol))<main>
            \(PageMarkup.chart)
            <section class="card" aria-labelledby="quality-title">
            <h2 id="quality-title">Data quality</h2>
            \(Self.list(report.qualityFigures))</section>
            \(PageMarkup.tables)
            </main>
            \(PageMarkup.keys)
            <script type="application/json" id="data">
            """
    }

    private var ending: String {
        """
        </script>
        <script>\(Self.program)</script>
        </body>
        </html>

        """
    }

    /// Nothing is loaded, nothing is sent, and no program but the page's own runs.
    private static let policy =
        "default-src 'none'; style-src \(source(style)); script-src \(source(program)); "
        + "base-uri 'none'; form-action 'none'"

    private static let style = "\n" + PageStyle.base + PageStyle.chart + PageStyle.tables
    private static let program = "\n\"use strict\";\n(() => {\n\(PageScript.all)})();\n"

    /// An element's text as a policy names it.
    private static func source(_ text: String) -> String {
        let digest = ColumnCode(bytes: SHA256.digest(Array(text.utf8))).base64
        return "'sha256-\(String(decoding: digest, as: UTF8.self))'"
    }

    private func head(_ symbol: String) -> String {
        let sources = report.inspection.sources.map(HTMLText.escaped).joined(separator: ", ")
        let span = report.inspection.span.map {
            """
            <time datetime="\($0.first)">\($0.first)</time> to \
            <time datetime="\($0.last)">\($0.last)</time>
            """
        }
        let figures = report.figures.dropLast(report.qualityFigures.count)
        return """
            <header>
            <h1>\(symbol)</h1>
            <p class="span">\(span ?? "nothing found")</p>
            <p class="source">\(sources)</p>
            </header>
            <noscript><p>Chart and tables need JavaScript; the figures do not.</p></noscript>
            \(Self.list(Array(figures)))
            """
    }

    private static func list(_ figures: [(name: String, value: String)]) -> String {
        let rows = figures.map { figure in
            "<div><dt>\(HTMLText.escaped(figure.name))</dt>"
                + "<dd>\(HTMLText.escaped(figure.value))</dd></div>\n"
        }
        return "<dl class=\"figures\">\n\(rows.joined())</dl>\n"
    }
}
