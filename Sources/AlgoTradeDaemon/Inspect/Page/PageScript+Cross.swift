extension PageScript {
    /// Drawing the whole, and the cross-hair with what stands under it.
    static let cross = #"""
        let panelsShown = [], chosen = null;

        function layOut() {
          const total = kinds.reduce((sum, kind) => sum + kind.share, 0);
          const room = height - axis.top - axis.bottom - 18 * Math.max(0, kinds.length - 1);
          let top = axis.top;
          panelsShown = kinds.map(kind => {
            const tall = room * kind.share / total, bottom = top + tall;
            const { low, high } = kind.range();
            const y = value => bottom - (value - low) / (high - low || 1) * tall;
            const panel = { ...kind, top, bottom, low, high, y };
            top = bottom + 18;
            return panel;
          });
        }

        function draw() {
          ink.clearRect(0, 0, width + axis.right, height);
          if (isEmpty || width <= 0) return;
          layOut();
          paintClosed();
          paintGaps();
          paintTime();
          paintDates();
          for (const panel of panelsShown) {
            paintAxis(panel);
            ink.save();
            ink.beginPath();
            ink.rect(0, panel.top - 2, width, panel.bottom - panel.top + 4);
            ink.clip();
            panel.paint(panel);
            ink.restore();
            paintName(panel);
          }
          paintVerdicts();
          paintOverview();
          drawCross();
        }

        /* None when they are too narrow to be told apart. */
        function seenSessions() {
          const seen = sessions.filter(s => s.close > shown.from && s.open < shown.until);
          return seen.length > width / 60 ? [] : seen;
        }
        function paintClosed() {
          const bottom = height - axis.bottom, seen = seenSessions();
          if (seen.length === 0) return;
          ink.fillStyle = colour.closed;
          let opened = sessions[0].close > shown.from ? sessions[0].open : shown.from;
          for (const session of seen) {
            const from = across(Math.max(opened, shown.from)), until = across(session.open);
            if (until - from > .5) ink.fillRect(from, 0, until - from, bottom);
            opened = Math.max(opened, session.close);
          }
          const next = sessions.find(s => s.open >= shown.until);
          if (next && opened < shown.until) {
            const from = across(Math.max(opened, shown.from));
            ink.fillRect(from, 0, width - from, bottom);
          }
        }
        function paintDates() {
          const bottom = height - axis.bottom, seen = seenSessions();
          ink.strokeStyle = colour.line;
          ink.fillStyle = colour.soft;
          ink.font = colour.sans;
          ink.textAlign = "left";
          ink.textBaseline = "top";
          ink.lineWidth = 1 / ratio;
          let free = -Infinity;
          for (const session of seen) {
            const x = crisp(across(session.open));
            if (x < 0 || x > width) continue;
            rule(ink, x, 0, x, bottom);
            if (x < free || seen.length < 2) continue;
            ink.fillText(session.date, x + 5, 1);
            free = x + 90;
          }
        }

        function paintGaps() {
          ink.fillStyle = colour.gap;
          ink.globalAlpha = .4;
          for (const gap of gaps) {
            if (gap.until < shown.from || gap.from > shown.until) continue;
            const from = Math.max(0, across(gap.from));
            const until = Math.min(width, across(gap.until));
            ink.fillRect(from, 0, Math.max(1, until - from), height - axis.bottom);
          }
          ink.globalAlpha = 1;
        }

        function paintTime() {
          const bottom = height - axis.bottom;
          ink.font = colour.sans;
          ink.textAlign = "center";
          ink.textBaseline = "top";
          ink.lineWidth = 1 / ratio;
          for (const mark of timeMarks()) {
            const x = crisp(across(mark.at));
            if (x < 0 || x > width) continue;
            ink.strokeStyle = colour.grid;
            rule(ink, x, 0, x, bottom);
            ink.fillStyle = colour.soft;
            if (x > 28 && x < width - 28) ink.fillText(mark.text, x, bottom + 8);
          }
          ink.strokeStyle = colour.line;
          rule(ink, 0, crisp(bottom), width, crisp(bottom));
        }

        function paintAxis(panel) {
          const tall = panel.bottom - panel.top;
          const { step, values } = steps(
            panel.low, panel.high, Math.max(3, Math.floor(tall / 40)), panel.unit);
          ink.font = colour.mono;
          ink.textBaseline = "middle";
          ink.textAlign = "left";
          ink.lineWidth = 1 / ratio;
          for (const value of values) {
            const y = panel.y(value);
            if (y < panel.top - 1 || y > panel.bottom + 1) continue;
            ink.strokeStyle = colour.grid;
            rule(ink, 0, crisp(y), width, crisp(y));
            ink.fillStyle = colour.soft;
            ink.fillText((panel.mark ?? panel.text)(value, step), width + 8, y);
          }
          if (panel.top > axis.top) {
            ink.strokeStyle = colour.line;
            rule(ink, 0, crisp(panel.top - 9), width, crisp(panel.top - 9));
          }
        }
        function paintName(panel) {
          const top = panel.top + (panel.top > axis.top ? -5 : 3);
          ink.font = colour.sans;
          ink.textBaseline = "top";
          ink.textAlign = "left";
          ink.globalAlpha = .8;
          ink.fillStyle = colour.card;
          ink.fillRect(2, top - 2, ink.measureText(panel.name).width + 8, 17);
          ink.globalAlpha = 1;
          ink.fillStyle = colour.soft;
          ink.fillText(panel.name, 6, top);
        }

        function paintVerdicts() {
          const places = new Set(), bottom = height - axis.bottom;
          for (const verdict of verdicts) {
            if (verdict.at === null || verdict.at < shown.from) continue;
            if (verdict.at > shown.until) continue;
            const x = Math.round(across(verdict.at) * 2) / 2;
            if (places.has(verdict.kind + x)) continue;
            places.add(verdict.kind + x);
            const isLetter = verdict.kind === "dead_letter";
            ink.fillStyle = isLetter ? colour.bad : colour.drop;
            ink.beginPath();
            ink.moveTo(x, bottom - 1);
            ink.lineTo(x - 4, bottom - (isLetter ? 10 : 6));
            ink.lineTo(x + 4, bottom - (isLetter ? 10 : 6));
            ink.fill();
          }
          if (chosen === null) return;
          const x = crisp(across(chosen));
          ink.strokeStyle = colour.focus;
          ink.lineWidth = 1;
          rule(ink, x, 0, x, bottom);
        }

        let cursor = null;
        function drawCross() {
          over.clearRect(0, 0, width + axis.right, height);
          const tip = element("tip");
          tip.hidden = cursor === null || isEmpty;
          if (tip.hidden) return;
          const x = across(cursor.at);
          if (x < 0 || x > width) {
            tip.hidden = true;
            return;
          }
          over.strokeStyle = colour.soft;
          over.lineWidth = 1 / ratio;
          over.setLineDash([3, 3]);
          rule(over, crisp(x), 0, crisp(x), height - axis.bottom);
          const panel = panelsShown.find(p => cursor.y >= p.top && cursor.y <= p.bottom);
          if (panel) {
            rule(over, 0, crisp(cursor.y), width, crisp(cursor.y));
            const share = (panel.bottom - cursor.y) / (panel.bottom - panel.top);
            label(panel.text(panel.low + share * (panel.high - panel.low)), cursor.y);
          }
          over.setLineDash([]);
          fillTip(tip, x);
        }
        function label(text, y) {
          over.font = colour.mono;
          const wide = over.measureText(text).width + 12;
          over.fillStyle = colour.ink;
          over.fillRect(width + 2, y - 9, wide, 18);
          over.fillStyle = colour.card;
          over.textBaseline = "middle";
          over.fillText(text, width + 8, y + .5);
        }

        /* What stands at the cursor: rows of a name, a text and a class. */
        function standing() {
          const at = cursor.at, rows = [];
          const i = lower(quotes.at, at + 1e-12) - 1, t = lower(trades.at, at + 1e-12) - 1;
          const b = lower(bars.at, at);
          const part = Math.min(999999, Math.floor((at - Math.floor(at)) * 1e6));
          rows.push(["Cursor", moment(base + Math.floor(at), part * 1000)]);
          if (i >= 0) {
            rows.push(["Quote", fine(quotes.second[i], quotes.nano[i])]);
            const [bidNow, askNow, bidSize, askSize] = [0, 1, 2, 3].map(c => exact(quotes, c, i));
            rows.push(["Ask", `${price(askNow)} × ${size(askSize)}`, "ask"]);
            rows.push(["Bid", `${price(bidNow)} × ${size(bidSize)}`, "bid"]);
            rows.push(["Spread", price(askNow - bidNow)]);
          }
          if (t >= 0) {
            rows.push(["Trade", fine(trades.second[t], trades.nano[t])]);
            rows.push(["", `${price(exact(trades, 0, t))} × ${size(exact(trades, 1, t))}`]);
          }
          const reach = Math.max(given.barNs / 1e9, 3 / width * (shown.until - shown.from));
          if (b < bars.count && bars.at[b] - at <= reach) {
            rows.push([`Bar ${given.barDuration}`, moment(bars.second[b], bars.nano[b])]);
            const [o, h, l, c] = [0, 1, 2, 3].map(n => price(exact(bars, n, b)));
            rows.push(["", `O ${o}  H ${h}  L ${l}  C ${c}`]);
            rows.push(["Volume", whole(exact(bars, 4, b))]);
          }
          const w = windows[lower(windowTimes, at)];
          if (w && w.at - windowSeconds <= at) {
            rows.push(["OFI", `${figure(w.flow, 3)}, z ${figure(w.z, 3)}`]);
            rows.push(["", `${plural(w.events, "event", "events")} to ${stamp(w.time).slice(11)}`]);
          }
          const near = 5 / width * (shown.until - shown.from);
          const close = verdicts.filter(v => v.at !== null && Math.abs(v.at - at) <= near);
          for (const v of close.slice(0, 3)) rows.push([v.reason, v.detail || v.place, "bad"]);
          if (close.length > 3) rows.push(["", `and ${close.length - 3} more`]);
          const gap = gaps.find(g => g.from < at && at < g.until);
          if (gap) rows.push(["Gap", gapText(gap)]);
          const session = sessions.find(s => s.open <= at && at < s.close);
          rows.push(["Session", session ? session.date : "closed"]);
          return rows;
        }
        const gapText = gap => gap.missing === null
          ? `${duration(gap.open / 1e9)} without an event`
          : `${plural(gap.missing, "bar", "bars")} missing`;

        function fillTip(tip, x) {
          const table = document.createElement("table");
          for (const [name, text, kind] of standing()) {
            const row = table.insertRow(), head = document.createElement("th");
            head.textContent = name;
            row.append(head);
            const cell = row.insertCell();
            cell.textContent = text;
            if (kind) cell.className = kind;
          }
          tip.replaceChildren(table);
          const box = tip.getBoundingClientRect();
          const left = x + 18 + box.width > width ? x - box.width - 18 : x + 18;
          const top = Math.min(Math.max(cursor.y - box.height / 2, 2), height - box.height - 30);
          tip.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
        }

        """#
}
