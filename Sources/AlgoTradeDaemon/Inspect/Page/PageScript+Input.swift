extension PageScript {
    /// Pointer, keys and the strip below the chart.
    static let input = #"""
        const wide = limits.until - limits.from;
        function paintOverview() {
          const box = overview.getBoundingClientRect(), tall = box.height;
          mini.clearRect(0, 0, box.width, tall);
          const column = quotes.count ? [quotes.at, sums.bid] : trades.count
            ? [trades.at, sums.trade] : [bars.at, sums.low];
          const reach = extent(column[1], 0, column[0].length, {});
          const x = at => (at - limits.from) / wide * width;
          mini.fillStyle = colour.gap;
          for (const gap of gaps) {
            mini.fillRect(x(gap.from), 0, Math.max(1, x(gap.until) - x(gap.from)), tall);
          }
          const y = v => tall - 6 - (v - reach.low) / (reach.high - reach.low || 1) * (tall - 12);
          mini.strokeStyle = colour.soft;
          mini.lineWidth = 1;
          mini.beginPath();
          const count = column[0].length, part = {};
          let before = 0;
          for (let p = 0; p <= width && count; p++) {
            const end = lower(column[0], limits.from + (p + 1) / width * wide);
            if (end === before) continue;
            extent(column[1], before, end, part);
            mini.lineTo(p, y(part.low));
            mini.lineTo(p, y(part.high));
            before = end;
          }
          mini.stroke();
          mini.fillStyle = colour.bad;
          for (const v of verdicts) {
            if (v.at !== null && v.kind === "dead_letter") mini.fillRect(x(v.at), tall - 4, 1.5, 4);
          }
          const from = x(shown.from), until = x(shown.until);
          mini.fillStyle = colour.paper;
          mini.globalAlpha = .72;
          mini.fillRect(0, 0, from, tall);
          mini.fillRect(until, 0, width - until, tall);
          mini.globalAlpha = 1;
          mini.strokeStyle = colour.focus;
          mini.strokeRect(from + .5, .5, Math.max(2, until - from - 1), tall - 1);
        }

        const placeOf = event => {
          const box = stage.getBoundingClientRect();
          return { x: event.clientX - box.left, y: event.clientY - box.top };
        };
        let drag = null;
        stage.addEventListener("wheel", event => {
          if (isEmpty) return;
          event.preventDefault();
          if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
            pan(event.deltaX / width);
          } else {
            zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 240))),
              timeAt(Math.min(placeOf(event).x, width)));
          }
        }, { passive: false });
        stage.addEventListener("pointerdown", event => {
          if (event.button !== 0 || isEmpty) return;
          stage.setPointerCapture(event.pointerId);
          drag = { x: placeOf(event).x, from: shown.from, until: shown.until };
        });
        stage.addEventListener("pointermove", event => {
          if (isEmpty) return;
          const place = placeOf(event);
          if (drag) {
            const by = (drag.x - place.x) / width * (drag.until - drag.from);
            stage.classList.add("dragging");
            show(drag.from + by, drag.until + by);
          }
          cursor = { at: timeAt(Math.min(place.x, width)), y: place.y };
          drawCross();
        });
        for (const name of ["pointerup", "pointercancel"]) {
          stage.addEventListener(name, () => {
            drag = null;
            stage.classList.remove("dragging");
          });
        }
        stage.addEventListener("pointerleave", () => {
          cursor = null;
          drawCross();
        });
        stage.addEventListener("dblclick", everything);
        function centre(event) {
          if (event.buttons !== 1 || isEmpty) return;
          const box = overview.getBoundingClientRect();
          const at = limits.from + (event.clientX - box.left) / width * wide;
          const half = (shown.until - shown.from) / 2;
          show(at - half, at + half);
        }
        overview.addEventListener("pointerdown", event => {
          overview.setPointerCapture(event.pointerId);
          centre(event);
        });
        overview.addEventListener("pointermove", centre);

        /* Moves the cross-hair from record to record; quotes, else trades, else bars. */
        function step(by) {
          const times = [quotes.at, trades.at, bars.at].find(list => list.length > 0);
          if (!times) return;
          const here = cursor ? cursor.at : (shown.from + shown.until) / 2;
          let i = by > 0 ? lower(times, here + 1e-9) : lower(times, here - 1e-9) - 1;
          i = Math.min(Math.max(i, 0), times.length - 1);
          const at = times[i];
          if (at < shown.from || at > shown.until) {
            const half = (shown.until - shown.from) / 2;
            show(at - half, at + half);
          }
          cursor = { at, y: axis.top + 30 };
          draw();
          const text = standing().map(row => `${row[0]} ${row[1]}`).join(", ");
          element("view").textContent = text;
        }

        const keyActions = {
          ArrowLeft: event => pan(event.shiftKey ? -.5 : -.1),
          ArrowRight: event => pan(event.shiftKey ? .5 : .1),
          "+": () => zoom(.7), "=": () => zoom(.7), "-": () => zoom(1 / .7),
          Home: () => show(limits.from, limits.from + shown.until - shown.from),
          End: () => show(limits.until - (shown.until - shown.from), limits.until),
          0: everything, ",": () => step(-1), ".": () => step(1),
          "?": () => element("keys").showModal(),
          Escape: () => { cursor = null; drawCross(); },
        };
        document.addEventListener("keydown", event => {
          const isTyping = /^(SELECT|INPUT|TEXTAREA)$/.test(event.target.tagName);
          if (event.ctrlKey || event.metaKey || event.altKey || isTyping) return;
          if (element("keys").open || (isEmpty && event.key !== "?")) return;
          const action = Object.hasOwn(keyActions, event.key) && keyActions[event.key];
          if (!action) return;
          event.preventDefault();
          action(event);
        });
        element("zoom-in").addEventListener("click", () => zoom(.5));
        element("zoom-out").addEventListener("click", () => zoom(2));
        element("zoom-all").addEventListener("click", everything);
        element("keys-open").addEventListener("click", () => element("keys").showModal());

        """#
}
