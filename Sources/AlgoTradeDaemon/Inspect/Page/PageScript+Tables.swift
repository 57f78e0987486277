extension PageScript {
    /// The tables, each a part of its rows at a time.
    static let tables = #"""
        const pageRows = 200;
        /* Shows rows of a list, more when they are asked for. */
        function listing(name, fill, nothing) {
          const body = element(name).tBodies[0], more = element(`${name}-more`);
          let rows = [], count = 0;
          function add() {
            const from = count;
            count = Math.min(rows.length, count + pageRows);
            for (const row of rows.slice(from, count)) fill(body.insertRow(), row);
            const rest = Math.min(pageRows, rows.length - count);
            more.hidden = rest === 0;
            more.textContent = `Show ${rest} more of ${whole(rows.length - count)}`;
            return from;
          }
          more.addEventListener("click", () => {
            const button = body.rows[add()].querySelector("button");
            if (button) button.focus();
          });
          return list => {
            rows = list;
            count = 0;
            body.replaceChildren();
            add();
            if (rows.length > 0) return;
            const cell = body.insertRow().insertCell();
            cell.colSpan = 9;
            cell.className = "empty";
            cell.textContent = nothing;
          };
        }
        function cell(row, text, isNumber) {
          const made = row.insertCell();
          made.textContent = text;
          if (isNumber) made.className = "n";
          return made;
        }
        /* A time that brings the chart there. */
        function jump(row, text, at, what) {
          const made = row.insertCell();
          if (at === null) {
            made.textContent = text;
            return;
          }
          const button = document.createElement("button");
          button.type = "button";
          button.textContent = text;
          button.title = `Show ${what} in the chart`;
          button.addEventListener("click", () => {
            chosen = at;
            for (const old of document.querySelectorAll("tr.chosen")) {
              old.classList.remove("chosen");
            }
            row.classList.add("chosen");
            bring(at);
            stage.scrollIntoView({ block: "nearest" });
          });
          made.append(button);
        }

        const kindNames = { dead_letter: "Dead letter", dropped: "Dropped", gap: "Gap" };
        const fillEvents = listing("events", (row, event) => {
          const isGap = event.kind === "gap";
          jump(row, event.time ? stamp(event.time) : "–", isGap ? event.from : event.at,
            isGap ? "this gap" : "this verdict");
          const kind = row.insertCell(), mark = document.createElement("span");
          mark.className = `mark ${event.kind}`;
          kind.append(mark, kindNames[event.kind]);
          cell(row, isGap ? "gap" : event.reason);
          cell(row, isGap ? gapText(event) : event.detail || "–");
          cell(row, isGap ? `until ${stamp(event.end)}` : event.place);
        }, "There are none.");
        const events = [...verdicts, ...gaps].sort((a, b) =>
          (a.from ?? a.at ?? -Infinity) - (b.from ?? b.at ?? -Infinity) || 0);
        const filter = element("events-filter");
        function choice(value, text) {
          const option = document.createElement("option");
          option.value = value;
          option.textContent = text;
          filter.append(option);
        }
        function offerFilters() {
          const counts = given.tallies.flat();
          const total = counts.reduce((sum, [, count]) => sum + count, gaps.length);
          choice("", `all (${whole(total)})`);
          for (const [reason, count] of counts) {
            choice(`reason:${reason}`, `${reason} (${whole(count)})`);
          }
          if (gaps.length) choice("gap", `gaps (${whole(gaps.length)})`);
        }
        filter.addEventListener("change", () => fillEvents(events.filter(event =>
          filter.value === "" || (filter.value === "gap"
            ? event.kind === "gap" : `reason:${event.reason}` === filter.value))));

        const fillWindows = listing("windows", (row, w) => {
          jump(row, stamp(w.time), w.at - windowSeconds / 2, "this window");
          cell(row, figure(w.z, 3), true).classList.toggle("strong", Math.abs(w.z) >= 2);
          for (const value of [w.flow, w.mean, w.deviation]) cell(row, figure(value, 3), true);
          cell(row, w.events === null ? "–" : whole(w.events), true);
        }, "No window has a score: scores begin when enough windows have closed.");
        const order = element("windows-order");
        function orderWindows() {
          fillWindows(order.value === "time" ? windows
            : [...windows].sort((a, b) => Math.abs(b.z) - Math.abs(a.z)));
        }
        order.addEventListener("change", orderWindows);

        /* The view in twenty parts, for who does not see the chart. */
        function slice() {
          const body = element("slices").tBodies[0], parts = 20;
          body.replaceChildren();
          if (isEmpty || !element("slices-open").open) return;
          const by = (shown.until - shown.from) / parts;
          for (let n = 0; n < parts; n++) {
            const from = shown.from + n * by, until = from + by, reach = {};
            const range = times => [lower(times, from), lower(times, until)];
            const [q0, q1] = range(quotes.at), [t0, t1] = range(trades.at);
            const [b0, b1] = range(bars.at), [w0, w1] = range(windowTimes);
            let low = Infinity, high = -Infinity;
            for (const [column, i, j] of [[sums.bid, q0, q1], [sums.ask, q0, q1],
              [sums.trade, t0, t1], [sums.low, b0, b1], [sums.high, b0, b1]]) {
              extent(column, i, j, reach);
              low = Math.min(low, reach.low);
              high = Math.max(high, reach.high);
            }
            extent(sums.spread, q0, q1, reach);
            const row = body.insertRow(), flow = windows.slice(w0, w1);
            cell(row, `${date(base + Math.floor(from))} ${coarse(from, Math.min(by / 10, 1))}`);
            cell(row, whole(q1 - q0), true);
            cell(row, whole(t1 - t0), true);
            cell(row, low <= high ? price(low) : "–", true);
            cell(row, low <= high ? price(high) : "–", true);
            cell(row, q1 > q0 ? price(reach.high) : "–", true);
            const sum = flow.reduce((total, w) => total + w.flow, 0);
            cell(row, flow.length ? figure(sum, 3) : "–", true);
            cell(row, whole(verdicts.filter(v => v.at !== null && v.at >= from && v.at < until)
              .length), true);
          }
        }
        element("slices-open").addEventListener("toggle", slice);

        """#

    /// Begins.
    static let start = #"""
        let telling = null;
        /* Says what is shown, when it has not changed for a moment. */
        function tell() {
          clearTimeout(telling);
          telling = setTimeout(() => {
            const [q0, q1] = visible(quotes.at), [t0, t1] = visible(trades.at);
            const step = Math.min(1, (shown.until - shown.from) / 1000);
            const parts = [`${date(base + Math.floor(shown.from))} ${coarse(shown.from, step)} to `
              + `${date(base + Math.floor(shown.until))} ${coarse(shown.until, step)} UTC, `
              + duration(shown.until - shown.from)];
            if (quotes.count) parts.push(plural(q1 - q0, "quote", "quotes"));
            if (trades.count) parts.push(plural(t1 - t0, "trade", "trades"));
            element("view").textContent = parts.join(" · ");
            slice();
          }, 150);
        }
        function legend() {
          const entries = [
            [quotes.count, "bid", "bid"], [quotes.count, "ask", "ask"],
            [trades.count, "trades", "trade"], [bars.count, `bars ${given.barDuration}`, "up"],
            [verdicts.some(v => v.kind === "dead_letter"), "dead letter", "bad", true],
            [verdicts.some(v => v.kind === "dropped"), "dropped", "drop", true],
            [gaps.length, "gap", "gap", true],
            [given.calendar !== "24x7" && sessions.length, "market closed", "closed", true]];
          for (const [isThere, text, name, isArea] of entries) {
            if (!isThere) continue;
            const item = document.createElement("li"), swatch = document.createElement("i");
            swatch.style.background = `var(--${name})`;
            if (isArea) swatch.className = "area";
            item.append(swatch, text);
            element("legend").append(item);
          }
        }
        function renew() {
          readColours();
          measure();
          redraw();
        }
        legend();
        offerFilters();
        fillEvents(events);
        orderWindows();
        element("nothing").hidden = !isEmpty;
        renew();
        tell();
        new ResizeObserver(renew).observe(stage);
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change", renew);
        window.addEventListener("beforeprint", renew);

        """#
}
