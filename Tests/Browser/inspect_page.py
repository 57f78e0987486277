"""`algotraded inspect`'s page of an hour of data in a browser without a window.

usage: inspect_page.py --binary algotraded [--data FOLDER] [--hours 1] [--limit 1.0]

Recorded quotes and trades of FOLDER (../shared/data, or $ALGOTRADED_DATA) are repeated with later
times until they last so long, and inspected from files. The page must be loaded and drawn within
so many seconds (the fastest of some loads in a browser that runs already), say nothing on its
console, ask no network for anything, show the figures that Tests/Reference and this script work
out from the rows, and follow the keyboard. Without a Chromium, or without the data, it says
SKIPPED and ends with 0; else the last line is HELD (exit 0) or FAILED (exit 1).
"""

import argparse
import calendar
import csv
import gzip
import html
import os
import re
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(1, str(ROOT / "Tests/Reference"))

import browser
import ofi_windows

SYMBOL = "BTCUSDT"
QUOTES = "l1/binance_spot_btcusdt_20240808_09.csv.gz"
TRADES = "trades/binance_spot_btcusdt_20240808_09_trades.csv.gz"
NS = 10**9
# OFI by the configuration's defaults: window, windows of a score, fewest, gap of a session.
WINDOW, Z_WINDOWS, LEAST, GAP = 10 * NS, 60, 20, 900 * NS
LOADS = 5
# What the page says of a quote.
QUOTE = (
    r"Quote\s([\d:]+)\.(\d{3})\s(\d{3})\s(\d{3}),\s"
    r"Ask\s([\d.]+)\s×\s([\d.]+),\sBid\s([\d.]+)\s×\s([\d.]+)"
)


def hour(path, hours, period):
    """The columns' names, and the rows with times in nanoseconds, repeated."""
    with gzip.open(path, "rt", newline="") as file:
        names, *rows = csv.reader(file)
    start, repeated = int(rows[0][0]), []
    for turn in range(int(hours * 3600 * NS // period) + 1):
        repeated += [[str(int(row[0]) + turn * period), *row[1:]] for row in rows]
    return names, [row for row in repeated if int(row[0]) < start + hours * 3600 * NS]


def write(path, names, rows):
    with gzip.open(path, "wt", newline="", compresslevel=1) as file:
        csv.writer(file).writerows([names, *rows])


def number(value):
    """As the page writes decimals: without trailing zeros."""
    return f"{value.normalize():f}"


class Figures:
    """What the page must show, from the rows alone."""

    def __init__(self, quotes, trades):
        book = [(int(row[0]), tuple(Decimal(cell) for cell in row[1:5])) for row in quotes]
        prices = [Decimal(row[1]) for row in trades]
        spreads = sorted(ask - bid for _, (bid, _, ask, _) in book)
        rank = lambda percent: spreads[(len(spreads) * percent + 99) // 100 - 1]
        texts = number(spreads[0]), number(spreads[-1]), number(rank(50)), number(rank(95))
        self.list = {
            "raw records": f"{len(quotes) + len(trades):,} (tickByTickBidAsk {len(quotes):,}, "
            f"tickByTickAllLast {len(trades):,})",
            "quotes": f"{len(quotes):,}",
            "trades": f"{len(trades):,}",
            "dead letters": "0",
            "price": f"{number(prices[0])} to {number(prices[-1])}, low {number(min(prices))}, "
            f"high {number(max(prices))} (trades)",
            "spread": "{} to {}, median {}, p95 {}".format(*texts),
        }
        self.counts = len(quotes), len(trades)
        bids, asks = ([levels[side] for _, levels in book] for side in (0, 2))
        self.low, self.high = min([*prices, *bids]), max([*prices, *asks])
        self.widest = spreads[-1]
        self.times = {at: levels for at, levels in book}
        self.windows = self._windows(book)
        self.list["OFI windows"] = f"{len(self.windows):,} with a score"

    @staticmethod
    def _windows(book):
        """(end, z, OFI, events) of each window that is over and has a score."""
        history, found, last = [], [], book[-1][0]
        for session in ofi_windows.sessions(book, GAP):
            for k, flow, count in ofi_windows.windows(session, WINDOW):
                _, _, z = ofi_windows.score(flow, history[-Z_WINDOWS:], LEAST)
                history.append(flow)
                if z and (k + 1) * WINDOW <= last:
                    found.append(((k + 1) * WINDOW, float(z), flow, count))
        return found


class Page:
    def __init__(self, one):
        self.browser = one
        self.violations = []

    def expect(self, what, found, wanted):
        if found != wanted:
            self.violations.append(f"{what}: {found!r}, expected {wanted!r}")

    def text(self, name):
        return self.browser.value(f"document.getElementById('{name}').textContent")

    def rows(self, name):
        return self.browser.value(
            f"[...document.querySelectorAll('#{name} tbody tr')]"
            ".map(row => [...row.cells].map(cell => cell.textContent))"
        )

    def settled_view(self):
        """What is shown, as the page tells it a moment after the last change."""
        time.sleep(0.3)
        return self.text("view")

    def press(self, key):
        self.browser.press(key)
        return self.settled_view()

    def check_figures(self, figures):
        pairs = self.browser.value(
            "[...document.querySelectorAll('dl.figures > div')]"
            ".map(one => [one.children[0].textContent, one.children[1].textContent])"
        )
        shown = dict(pairs)
        for name, wanted in figures.list.items():
            self.expect(name, shown.get(name), wanted)

    def check_windows(self, figures):
        while not self.browser.value("document.getElementById('windows-more').hidden"):
            self.browser.value("document.getElementById('windows-more').click()")
        rows = self.rows("windows")
        self.expect("windows in the table", len(rows), len(figures.windows))
        for row, (end, z, flow, count) in zip(rows, figures.windows):
            moment = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(end // NS))
            self.expect("a window's end", row[0], moment)
            self.expect(f"events of {moment}", row[5], f"{count:,}")
            for what, text, wanted in (("z", row[1], z), ("OFI", row[2], float(flow))):
                found = float(text.replace("−", "-").replace(",", ""))
                if abs(found - wanted) > 0.000501:
                    self.violations.append(f"{what} of {moment}: {text}, expected {wanted}")

    def check_slices(self, figures):
        """The view as a table: everything is shown at first."""
        self.browser.value("document.getElementById('slices-open').open = true")
        time.sleep(0.3)
        rows = self.rows("slices")
        whole = lambda column: sum(int(row[column].replace(",", "")) for row in rows)
        decimals = lambda column: [
            Decimal(row[column].replace(",", "")) for row in rows if row[column] != "–"
        ]
        self.expect("quotes and trades of the slices", (whole(1), whole(2)), figures.counts)
        self.expect("the lowest price", min(decimals(3)), figures.low)
        self.expect("the highest price", max(decimals(4)), figures.high)
        self.expect("the widest spread", max(decimals(5)), figures.widest)

    def check_keys(self, figures):
        everything = self.settled_view()
        quotes, trades = figures.counts
        wanted = [f"{quotes:,} quotes", f"{trades:,} trades"]
        self.expect("the view", everything.split(" · ")[1:], wanted)
        closer = self.press("+")
        count = lambda text: int(re.search(r"([\d,]+) quotes?", text)[1].replace(",", ""))
        if not 0 < count(closer) < quotes:
            self.violations.append(f"+ does not come closer: {closer}")
        for key in ("ArrowRight", "ArrowLeft"):
            moved = self.press(key)
            self.expect(f"whether {key} moves the view", moved != closer, True)
            closer = moved
        beginning, end = self.press("Home"), self.press("End")
        self.expect("Home", beginning.split(" to ")[0], everything.split(" to ")[0])
        self.expect("End", _until(end), _until(everything))
        self.expect("0", self.press("0"), everything)
        self._check_steps(figures)
        for key, is_open in (("?", True), ("Escape", False)):
            self.browser.press(key)
            found = self._is("document.getElementById('keys').open")
            self.expect(f"whether the keys are open after {key}", found, is_open)
        self._check_tab()

    def _check_steps(self, figures):
        """The cross-hair goes from quote to quote; each is one of the rows, and they follow."""
        here, times = [], sorted(figures.times)
        for _ in range(3):
            text = self.press(".")
            shown = re.search(QUOTE, text)
            day = re.search(r"Cursor (\d{4}-\d\d-\d\d)", text)
            if not shown or not day:
                self.violations.append(f"no quote under the cross-hair: {text}")
                return
            moment = time.strptime(f"{day[1]} {shown[1]}", "%Y-%m-%d %H:%M:%S")
            at = calendar.timegm(moment) * NS + int("".join(shown.group(2, 3, 4)))
            levels = tuple(Decimal(shown[i]) for i in (7, 8, 5, 6))
            self.expect(f"the quote at {at}", levels, figures.times.get(at))
            here.append(at)
        if here[0] in figures.times:
            first = times.index(here[0])
            self.expect("the quotes stepped through", here, times[first : first + 3])
        is_hidden = "document.getElementById('tip').hidden"
        self.expect("whether the tip is hidden", self._is(is_hidden), False)
        self.browser.press("Escape")
        self.expect("whether Esc hides the tip", self._is(is_hidden), True)

    def _check_tab(self):
        """Tab comes to a window's row, Enter shows it in the chart."""
        before = self.settled_view()
        self.browser.value("document.getElementById('windows-order').focus()")
        self.browser.press("Tab")
        inside = "document.activeElement.closest('#windows') !== null"
        self.expect("whether Tab comes to the windows", self._is(inside), True)
        after = self.press("Enter")
        self.expect("whether Enter shows the window", after != before, True)

    def _is(self, expression):
        return self.browser.value(expression)


def _until(view):
    return view.split(" to ")[1].split(" UTC")[0]


def inspect(options, folder):
    quotes_path, trades_path = options.data / QUOTES, options.data / TRADES
    period = 660 * NS
    quote_names, quotes = hour(quotes_path, options.hours, period)
    trade_names, trades = hour(trades_path, options.hours, period)
    write(folder / "quotes.csv.gz", quote_names, quotes)
    write(folder / "trades.csv.gz", trade_names, trades)
    (folder / "kafka.yaml").write_text("{}\n")
    begin = time.monotonic()
    subprocess.run(
        [options.binary, "inspect", SYMBOL, "-c", "kafka.yaml", "--symbol", SYMBOL]
        + ["--sec-type", "CRYPTO", "-f", "quotes.csv.gz", "-f", "trades.csv.gz", "-o", "page.html"],
        cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    size = (folder / "page.html").stat().st_size
    print(f"{len(quotes):,} quotes, {len(trades):,} trades: a page of {size / 1e6:.1f} MB "
          f"in {time.monotonic() - begin:.1f} s", flush=True)  # fmt: skip
    return Figures(quotes, trades)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--binary", required=True, help="the daemon")
    parser.add_argument("--data", type=Path, default=os.environ.get("ALGOTRADED_DATA"))
    parser.add_argument("--hours", type=float, default=1)
    parser.add_argument("--limit", type=float, default=1.0, help="seconds to load and draw")
    parser.add_argument("--screenshot", help="a PNG of the page")
    options = parser.parse_args()
    options.binary = str(Path(options.binary).resolve())
    options.data = options.data or ROOT.parent / "shared/data"
    program = browser.find()
    if program is None:
        sys.exit(print("SKIPPED: no Chromium here"))
    if not (options.data / QUOTES).exists():
        sys.exit(print(f"SKIPPED: no {options.data / QUOTES}"))
    with tempfile.TemporaryDirectory(prefix="algotraded-page-") as name:
        figures = inspect(options, Path(name))
        one = browser.Browser(program)
        try:
            page = Page(one)
            url = (Path(name) / "page.html").as_uri()
            one.open("about:blank")
            times = [one.open(url) for _ in range(LOADS)]
            page.check_figures(figures)
            page.check_slices(figures)
            page.check_windows(figures)
            page.check_keys(figures)
            if options.screenshot:
                one.screenshot(options.screenshot)
            complaints = [html.unescape(one) for one in one.complaints]
        finally:
            one.close()
    # What else the machine does can only make a load slower.
    fastest = min(times)
    texts = ", ".join(f"{one:.2f}" for one in times)
    print(f"loaded and drawn in {fastest:.2f} s at the fastest ({texts})")
    violations = page.violations + [f"the console: {one}" for one in complaints]
    if fastest >= options.limit:
        violations.append(f"{fastest:.2f} s to load, the limit is {options.limit} s")
    for violation in violations[:20]:
        print(f"VIOLATION {violation}")
    if violations:
        print(f"FAILED: {len(violations)} violations")
        sys.exit(1)
    print(f"HELD: {len(figures.list)} figures and {len(figures.windows)} windows are the rows' own")


if __name__ == "__main__":
    main()
