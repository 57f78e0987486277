/// What is the same in the body of every page, in three parts.
enum PageMarkup {
    static let chart = #"""
        <section class="card" id="chart-section" aria-labelledby="chart-title">
        <div class="bar">
        <h2 id="chart-title">Market</h2>
        <ul class="legend" aria-label="Legend" id="legend"></ul>
        <div class="tools">
        <button type="button" id="zoom-out" aria-label="Zoom out">−</button>
        <button type="button" id="zoom-in" aria-label="Zoom in">+</button>
        <button type="button" id="zoom-all">All</button>
        <button type="button" id="keys-open" aria-haspopup="dialog">Keys <kbd>?</kbd></button>
        </div>
        </div>
        <div id="stage" tabindex="0" role="application" aria-roledescription="chart"
          aria-label="Price, spread and order flow over time" aria-describedby="view">
        <canvas id="plot" aria-hidden="true"></canvas>
        <canvas id="cross" aria-hidden="true"></canvas>
        <div id="tip" hidden></div>
        <p id="nothing" hidden>Nothing was found: no record of this symbol lies in the range.</p>
        </div>
        <canvas id="overview" aria-hidden="true"></canvas>
        <p id="view" role="status"></p>
        </section>
        """#

    static let tables = #"""
        <section class="card" aria-labelledby="events-title">
        <div class="bar">
        <h2 id="events-title">Verdicts and gaps</h2>
        <label>Show <select id="events-filter"></select></label>
        </div>
        <div class="scroll"><table id="events">
        <caption>Records that gave no event, and times without events; Enter shows one.</caption>
        <thead><tr><th scope="col">Time (UTC)</th><th scope="col">Kind</th>
        <th scope="col">Reason</th><th scope="col">What</th><th scope="col">Where</th></tr></thead>
        <tbody></tbody></table></div>
        <button type="button" class="more" id="events-more" hidden></button>
        </section>
        <section class="card" aria-labelledby="windows-title">
        <div class="bar">
        <h2 id="windows-title">OFI windows</h2>
        <label>Order <select id="windows-order"><option value="time">by time</option>
        <option value="score">largest score first</option></select></label>
        </div>
        <div class="scroll"><table id="windows">
        <caption>Order-flow imbalance of each window that has a score.</caption>
        <thead><tr><th scope="col">End (UTC)</th><th scope="col" class="n">z</th>
        <th scope="col" class="n">OFI</th><th scope="col" class="n">Mean</th>
        <th scope="col" class="n">Deviation</th><th scope="col" class="n">Events</th></tr></thead>
        <tbody></tbody></table></div>
        <button type="button" class="more" id="windows-more" hidden></button>
        </section>
        <section class="card">
        <details id="slices-open"><summary>The chart's view as a table</summary>
        <div class="scroll"><table id="slices">
        <caption>The time shown, in equal parts.</caption>
        <thead><tr><th scope="col">From (UTC)</th><th scope="col" class="n">Quotes</th>
        <th scope="col" class="n">Trades</th><th scope="col" class="n">Low</th>
        <th scope="col" class="n">High</th><th scope="col" class="n">Widest spread</th>
        <th scope="col" class="n">OFI</th><th scope="col" class="n">Verdicts</th></tr></thead>
        <tbody></tbody></table></div>
        </details>
        </section>
        """#

    static let keys = #"""
        <dialog id="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">Keys</h2>
        <dl>
        <div><dt><kbd>←</kbd> <kbd>→</kbd></dt><dd>earlier, later</dd></div>
        <div><dt><kbd>+</kbd> <kbd>−</kbd></dt><dd>closer, farther</dd></div>
        <div><dt><kbd>Home</kbd> <kbd>End</kbd></dt><dd>the beginning, the end</dd></div>
        <div><dt><kbd>0</kbd></dt><dd>everything</dd></div>
        <div><dt><kbd>,</kbd> <kbd>.</kbd></dt><dd>the record before, the next one</dd></div>
        <div><dt><kbd>Tab</kbd></dt><dd>through verdicts, gaps and windows</dd></div>
        <div><dt><kbd>Enter</kbd></dt><dd>shows the chosen one in the chart</dd></div>
        <div><dt><kbd>Esc</kbd></dt><dd>takes the cross-hair away</dd></div>
        <div><dt>Wheel, drag</dt><dd>zoom, pan; a double click shows everything</dd></div>
        </dl>
        <form method="dialog"><button type="submit" autofocus>Close</button></form>
        </dialog>
        """#
}
