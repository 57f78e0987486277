extension PageScript {
    /// Numbers and times as people read them.
    static let texts = #"""
        /* A whole number of units as a decimal with so many places, exact. */
        function decimal(value, places) {
          const text = String(value < 0 ? -value : value).padStart(places + 1, "0");
          const sign = value < 0 ? "−" : "";
          const point = text.length - places;
          return places === 0 ? sign + text : `${sign}${text.slice(0, point)}.${text.slice(point)}`;
        }
        const price = value => decimal(value, given.pricePlaces);
        const size = value => decimal(value, given.sizePlaces);
        const exact = (column, c, i) => column.exact ? column.exact[c][i] : column.values[c][i];
        const whole = value => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
        const figure = (value, places) => value === null ? "–" : value.toFixed(places)
          .replace("-", "−");

        const two = value => String(value).padStart(2, "0");
        const nines = nano => String(nano).padStart(9, "0");
        const date = second => new Date(second * 1000).toISOString().slice(0, 10);
        const clock = second => new Date(second * 1000).toISOString().slice(11, 19);

        /* 2024-08-08 23:54:15.088165267, with as many places as are needed. */
        function moment(second, nano) {
          const fraction = nano === 0 ? "" : `.${nines(nano).replace(/(000){1,2}$/, "")}`;
          return `${date(second)} ${clock(second)}${fraction}`;
        }
        const stamp = time => moment(time[0], time[1]);
        /* 23:54:15.088 165 267 */
        function fine(second, nano) {
          return `${clock(second)}.${nines(nano).replace(/(\d{3})(?=\d)/g, "$1\u2009")}`;
        }
        /* Of a time counted from the base, as fine as `step` seconds. */
        function coarse(at, step) {
          let second = base + Math.floor(at), rest = at - Math.floor(at);
          const places = step >= 1 ? 0 : Math.min(9, Math.ceil(-Math.log10(step) - 1e-9));
          let fraction = Math.round(rest * 10 ** places);
          if (fraction === 10 ** places) { second += 1; fraction = 0; }
          return `${clock(second)}${places ? "." + String(fraction).padStart(places, "0") : ""}`;
        }
        function duration(span) {
          if (span < 1e-6) return `${Math.round(span * 1e9)} ns`;
          if (span < 1e-3) return `${+(span * 1e6).toPrecision(3)} µs`;
          if (span < 1) return `${+(span * 1e3).toPrecision(3)} ms`;
          if (span < 120) return `${+span.toPrecision(3)} s`;
          const total = Math.round(span);
          if (span < 7200) return `${Math.floor(total / 60)} min ${total % 60} s`;
          const minutes = Math.floor(total / 60) % 60;
          if (span < 172800) return `${Math.floor(total / 3600)} h ${minutes} min`;
          return `${Math.floor(total / 86400)} d ${Math.floor(total / 3600) % 24} h`;
        }
        const plural = (count, one, many) => `${whole(count)} ${count === 1 ? one : many}`;

        """#

    /// What part of the time is shown, and how fast any part of a column is summed up.
    static let view = #"""
        const last = isEmpty ? 1 : seconds(given.span[1]);
        const first = isEmpty ? 0 : seconds(given.span[0]);
        const margin = Math.max((last - first) * .012, last > first ? 0 : 30, 1e-6);
        const limits = { from: first - margin, until: last + margin };
        const shown = { from: limits.from, until: limits.until };
        const narrowest = 2e-6;

        function show(from, until) {
          const width = Math.min(
            Math.max(until - from, narrowest), limits.until - limits.from);
          const center = (from + until) / 2;
          from = Math.min(
            Math.max(center - width / 2, limits.from), limits.until - width);
          shown.from = from;
          shown.until = from + width;
          redraw();
          tell();
        }
        function zoom(factor, around) {
          const center = around ?? (shown.from + shown.until) / 2;
          show(center - (center - shown.from) * factor, center + (shown.until - center) * factor);
        }
        function pan(share) {
          const by = (shown.until - shown.from) * share;
          show(shown.from + by, shown.until + by);
        }
        const everything = () => show(limits.from, limits.until);
        function bring(at) {
          const width = Math.min(shown.until - shown.from, Math.max(
            (limits.until - limits.from) / 20, 4 * windowSeconds));
          show(at - width / 2, at + width / 2);
        }

        /* The first index whose time is not before `at`. */
        function lower(times, at) {
          let low = 0, high = times.length;
          while (low < high) {
            const middle = (low + high) >>> 1;
            if (times[middle] < at) low = middle + 1; else high = middle;
          }
          return low;
        }

        /* Least and greatest of blocks, so that a pixel with a thousand records is one look. */
        const block = 256;
        function summary(values) {
          const count = Math.ceil(values.length / block);
          const least = new Float64Array(count), most = new Float64Array(count);
          for (let b = 0, i = 0; b < count; b++) {
            let low = Infinity, high = -Infinity;
            for (const end = Math.min(i + block, values.length); i < end; i++) {
              if (values[i] < low) low = values[i];
              if (values[i] > high) high = values[i];
            }
            least[b] = low;
            most[b] = high;
          }
          return { values, least, most };
        }
        function extent(column, from, until, into) {
          let low = Infinity, high = -Infinity, i = from;
          const { values, least, most } = column;
          while (i < until) {
            if (i % block === 0 && i + block <= until) {
              const b = i / block;
              if (least[b] < low) low = least[b];
              if (most[b] > high) high = most[b];
              i += block;
            } else {
              if (values[i] < low) low = values[i];
              if (values[i] > high) high = values[i];
              i++;
            }
          }
          into.low = low;
          into.high = high;
          return into;
        }
        const sums = {
          bid: summary(bid), ask: summary(ask), spread: summary(spread),
          trade: summary(trades.values[0]), high: summary(bars.values[1]),
          low: summary(bars.values[2]), volume: summary(bars.values[4]),
          flow: summary(Float64Array.from(windows, w => w.flow ?? 0)),
          z: summary(Float64Array.from(windows, w => w.z)) };
        const windowTimes = Float64Array.from(windows, w => w.at);

        """#
}
