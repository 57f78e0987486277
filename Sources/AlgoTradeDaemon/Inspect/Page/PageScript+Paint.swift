extension PageScript {
    /// Colours, axes and the shapes that panels are made of.
    static let paint = #"""
        const element = id => document.getElementById(id);
        const stage = element("stage"), plot = element("plot"), overlay = element("cross");
        const overview = element("overview");
        const ink = plot.getContext("2d"), over = overlay.getContext("2d");
        const mini = overview.getContext("2d");
        const axis = { right: 84, bottom: 26, top: 14 };
        let colour = {}, width = 0, height = 0, ratio = 1, frame = null;

        function readColours() {
          const style = getComputedStyle(document.documentElement);
          for (const name of ["paper", "card", "ink", "soft", "line", "grid", "bid", "ask",
            "trade", "up", "down", "closed", "gap", "bad", "drop", "focus"]) {
            colour[name] = style.getPropertyValue(`--${name}`).trim();
          }
          colour.sans = `12px ${style.getPropertyValue("--sans")}`;
          colour.mono = `11.5px ${style.getPropertyValue("--mono")}`;
        }
        function fit(canvas, context) {
          const box = canvas.getBoundingClientRect();
          canvas.width = Math.round(box.width * ratio);
          canvas.height = Math.round(box.height * ratio);
          context.setTransform(ratio, 0, 0, ratio, 0, 0);
          return box;
        }
        function measure() {
          ratio = window.devicePixelRatio || 1;
          const box = fit(plot, ink);
          fit(overlay, over);
          fit(overview, mini);
          width = box.width - axis.right;
          height = box.height;
        }
        function redraw() {
          frame ??= requestAnimationFrame(() => { frame = null; draw(); });
        }

        const across = at => (at - shown.from) / (shown.until - shown.from) * width;
        const timeAt = x => shown.from + x / width * (shown.until - shown.from);
        /* Hairlines lie on whole pixels of the screen. */
        const crisp = value => (Math.round(value * ratio) + .5) / ratio;

        function rule(context, x0, y0, x1, y1) {
          context.beginPath();
          context.moveTo(x0, y0);
          context.lineTo(x1, y1);
          context.stroke();
        }

        /* Steps of 1, 2 or 5 times a power of ten, at least one unit. */
        function steps(low, high, count, unit) {
          const raw = Math.max((high - low) / count, unit);
          const power = 10 ** Math.floor(Math.log10(raw));
          const step = [1, 2, 5, 10].find(by => by * power >= raw * .999) * power;
          const values = [];
          for (let v = Math.ceil(low / step) * step; v <= high; v += step) values.push(v);
          return { step, values };
        }

        const clockSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800,
          21600, 43200, 86400];
        /* Where the time axis has its marks. */
        function timeMarks() {
          const span = shown.until - shown.from, wanted = Math.max(2, Math.floor(width / 130));
          const raw = span / wanted;
          if (raw > 86400) return dateMarks(raw / 86400);
          const step = raw < .5
            ? steps(0, span, wanted, 1e-9).step : clockSteps.find(s => s >= raw) ?? 86400;
          const offset = step >= 1 ? base % step : 0;
          const marks = [];
          let n = Math.ceil((shown.from + offset) / step);
          for (; n * step - offset <= shown.until; n++) marks.push(n * step - offset);
          return marks.map(at => {
            const isDay = (base + Math.round(at)) % 86400 === 0 && step >= 1;
            return { at, text: isDay ? date(base + Math.round(at)).slice(5)
              : step >= 60 ? coarse(at, 1).slice(0, 5) : coarse(at, step) };
          });
        }
        function dateMarks(days) {
          const marks = [];
          const start = new Date((base + shown.from) * 1000);
          const stop = (base + shown.until) * 1000;
          const months = [1, 2, 3, 6, 12, 24, 60, 120].find(m => m * 30 >= days) ?? 240;
          if (days <= 15) {
            const step = [1, 2, 7, 14].find(d => d >= days) ?? 14;
            let day = Math.ceil(start / 864e5 / step) * step;
            for (; day * 864e5 <= stop; day += step) marks.push(day * 864e5);
          } else {
            let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / months)
              * months;
            for (; Date.UTC(Math.floor(month / 12), month % 12) <= stop; month += months) {
              marks.push(Date.UTC(Math.floor(month / 12), month % 12));
            }
          }
          return marks.map(ms => {
            const text = new Date(ms).toISOString();
            return { at: ms / 1000 - base,
              text: days <= 15 ? text.slice(5, 10) : text.slice(0, months < 12 ? 7 : 4) };
          });
        }

        /* A line through the column's values, each standing until the next; from the least to
           the greatest where a pixel has many. Long times without values stay open. */
        function trace(context, times, column, y, stroke, broken) {
          const pixel = 1 / ratio, from = Math.max(0, lower(times, shown.from) - 1);
          const until = Math.min(times.length, lower(times, shown.until) + 1);
          const values = column.values, reach = { low: 0, high: 0 };
          context.strokeStyle = stroke;
          context.beginPath();
          let i = from, before = null;
          while (i < until) {
            const x = across(times[i]);
            const edge = Math.floor(x / pixel + 1) * pixel;
            let end = i + 1;
            if (end < until && across(times[end]) < edge) {
              end = Math.min(until, Math.max(end, lower(times, timeAt(edge))));
            }
            const isOpen = before !== null && times[i] - times[before] <= broken;
            if (isOpen) context.lineTo(x, y(values[before])); else context.moveTo(x, y(values[i]));
            context.lineTo(x, y(values[i]));
            if (end - i > 1) {
              extent(column, i, end, reach);
              context.lineTo(x, y(reach.low));
              context.lineTo(x, y(reach.high));
              context.lineTo(x, y(values[end - 1]));
            }
            before = end - 1;
            i = end;
          }
          if (before !== null && times[before] < shown.until && until === times.length) {
            context.lineTo(across(times[before]) + 2, y(values[before]));
          }
          context.stroke();
        }

        """#
}
