extension PageScript {
    /// The panels from top to bottom, and what lies behind them.
    static let panels = #"""
        const hasPrices = quotes.count + trades.count + bars.count > 0;
        const kinds = [
          hasPrices && { name: "Price", share: 5, range: priceRange, paint: paintPrices,
            text: value => price(Math.round(value)), mark: priceMark, unit: 1 },
          bars.count > 0 && { name: "Volume", share: 1.4, range: volumeRange, paint: paintVolume,
            text: short, unit: 1 },
          quotes.count > 0 && { name: "Spread", share: 1.5, range: spreadRange, paint: paintSpread,
            text: value => price(Math.round(value)), mark: priceMark, unit: 1 },
          windows.length > 0 && { name: "OFI", share: 2.1, range: () => evenRange(sums.flow),
            paint: panel => paintWindows(panel, w => w.flow, sums.flow), text: short, unit: 1e-9 },
          windows.length > 0 && { name: "OFI z-score", share: 2, paint: paintScores,
            range: () => evenRange(sums.z, 2.5), text: value => figure(value, 0), unit: 1 },
        ].filter(Boolean);

        function short(value) {
          const size = Math.abs(value), sign = value < 0 ? "−" : "";
          if (size >= 1e6) return `${sign}${+(size / 1e6).toPrecision(3)}M`;
          if (size >= 1e4) return `${sign}${+(size / 1e3).toPrecision(3)}k`;
          return sign + String(+size.toPrecision(3));
        }

        /* With no more places than the marks differ in. */
        function priceMark(value, step) {
          let places = given.pricePlaces, by = 1;
          while (places > 0 && step % (by * 10) === 0) {
            by *= 10;
            places -= 1;
          }
          return decimal(Math.round(value / by), places);
        }

        /* Visible records, with the one that stands when the view begins. */
        const visible = times => [
          Math.max(0, lower(times, shown.from) - 1), lower(times, shown.until)];
        function join(range, column, times) {
          const [from, until] = visible(times);
          const part = extent(column, from, until, {});
          range.low = Math.min(range.low, part.low);
          range.high = Math.max(range.high, part.high);
        }
        function padded(range, isFromZero) {
          if (!(range.low <= range.high)) return { low: 0, high: 1 };
          const room = Math.max((range.high - range.low) * .07, range.high === range.low ? 1 : 0);
          return { low: isFromZero ? 0 : range.low - room, high: range.high + room };
        }
        function priceRange() {
          const range = { low: Infinity, high: -Infinity };
          join(range, sums.bid, quotes.at);
          join(range, sums.ask, quotes.at);
          join(range, sums.trade, trades.at);
          join(range, sums.high, bars.at);
          join(range, sums.low, bars.at);
          return padded(range);
        }
        function rangeOf(column, times) {
          const range = { low: Infinity, high: -Infinity };
          join(range, column, times);
          return padded(range, true);
        }
        function spreadRange() { return rangeOf(sums.spread, quotes.at); }
        function volumeRange() { return rangeOf(sums.volume, bars.at); }
        function evenRange(column, atLeast = 0) {
          const [from, until] = visible(windowTimes);
          const part = extent(column, from, Math.min(until + 1, windowTimes.length), {});
          const most = Math.max(Math.abs(part.low), Math.abs(part.high), atLeast);
          return Number.isFinite(most) && most > 0
            ? { low: -most * 1.12, high: most * 1.12 } : { low: -1, high: 1 };
        }

        function paintPrices(panel) {
          ink.lineWidth = 1.25;
          ink.lineJoin = "round";
          if (bars.count > 0) paintBars(panel);
          paintTrades(panel);
          trace(ink, quotes.at, sums.ask, panel.y, colour.ask, given.gapNs / 1e9);
          trace(ink, quotes.at, sums.bid, panel.y, colour.bid, given.gapNs / 1e9);
        }
        function paintTrades(panel) {
          const [from, until] = visible(trades.at), [prices, sizes] = trades.values;
          ink.globalAlpha = .5;
          if (until - from > 2500) {
            const spots = new Set();
            ink.fillStyle = colour.trade;
            for (let i = from; i < until; i++) {
              const x = Math.round(across(trades.at[i])), y = Math.round(panel.y(prices[i]));
              const spot = x * 8192 + y;
              if (spots.has(spot)) continue;
              spots.add(spot);
              ink.fillRect(x - .75, y - .75, 1.5, 1.5);
            }
          } else {
            let most = 1;
            for (let i = from; i < until; i++) most = Math.max(most, sizes[i]);
            ink.fillStyle = colour.trade;
            for (let i = from; i < until; i++) {
              const radius = 1.4 + 4.6 * Math.sqrt(sizes[i] / most);
              ink.beginPath();
              ink.arc(across(trades.at[i]), panel.y(prices[i]), radius, 0, 7);
              ink.fill();
            }
          }
          ink.globalAlpha = 1;
        }
        function paintBars(panel) {
          const [open, high, low, close] = bars.values, [from, until] = visible(bars.at);
          const wide = given.barNs / 1e9 / (shown.until - shown.from) * width;
          if (wide < 3) {
            trace(ink, bars.at, summary(close), panel.y, colour.ink, Infinity);
            return;
          }
          const body = Math.max(1, Math.min(wide * .66, 14));
          for (let i = from; i < Math.min(until + 1, bars.count); i++) {
            const x = across(bars.at[i]) - wide / 2;
            ink.fillStyle = ink.strokeStyle = close[i] >= open[i] ? colour.up : colour.down;
            rule(ink, x, panel.y(high[i]), x, panel.y(low[i]));
            const top = panel.y(Math.max(open[i], close[i]));
            ink.fillRect(x - body / 2, top, body,
              Math.max(1, panel.y(Math.min(open[i], close[i])) - top));
          }
        }
        function paintVolume(panel) {
          const [from, until] = visible(bars.at);
          const wide = given.barNs / 1e9 / (shown.until - shown.from) * width;
          ink.fillStyle = colour.trade;
          ink.globalAlpha = .55;
          for (let i = from; i < Math.min(until + 1, bars.count); i++) {
            const y = panel.y(bars.values[4][i]), body = Math.max(.6, Math.min(wide * .66, 14));
            ink.fillRect(across(bars.at[i]) - wide / 2 - body / 2, y, body, panel.bottom - y);
          }
          ink.globalAlpha = 1;
        }
        function paintSpread(panel) {
          ink.lineWidth = 1;
          const [from, until] = visible(quotes.at);
          ink.globalAlpha = until - from > 40 * width ? .45 : .9;
          trace(ink, quotes.at, sums.spread, panel.y, colour.trade, given.gapNs / 1e9);
          ink.globalAlpha = 1;
        }
        function paintWindows(panel, value, column) {
          const from = lower(windowTimes, shown.from);
          const until = Math.min(windows.length,
            lower(windowTimes, shown.until + windowSeconds) + 1);
          const zero = panel.y(0), wide = windowSeconds / (shown.until - shown.from) * width;
          ink.fillStyle = colour.line;
          ink.fillRect(0, crisp(zero) - .5 / ratio, width, 1 / ratio);
          const step = wide >= 1 ? 1 : Math.ceil(.5 / wide), reach = {};
          for (let i = from; i < until; i += step) {
            extent(column, i, Math.min(i + step, windows.length), reach);
            const x = across(windows[i].at - windowSeconds);
            const gap = wide > 5 ? 1 : 0;
            for (const y of [reach.low, reach.high]) {
              if (y === 0) continue;
              ink.globalAlpha = panel.strength ? panel.strength(y) : .85;
              ink.fillStyle = y > 0 ? colour.up : colour.down;
              const top = Math.min(zero, panel.y(y));
              ink.fillRect(x + gap / 2, top, Math.max(wide * step - gap, 1 / ratio),
                Math.max(Math.abs(panel.y(y) - zero), .5));
              if (reach.low === reach.high) break;
            }
          }
          ink.globalAlpha = 1;
        }
        function paintScores(panel) {
          ink.strokeStyle = colour.line;
          ink.lineWidth = 1 / ratio;
          ink.setLineDash([4, 4]);
          for (const level of [-2, 2]) {
            rule(ink, 0, crisp(panel.y(level)), width, crisp(panel.y(level)));
          }
          ink.setLineDash([]);
          panel.strength = z => Math.abs(z) >= 2 ? 1 : .5;
          paintWindows(panel, w => w.z, sums.z);
        }

        """#
}
