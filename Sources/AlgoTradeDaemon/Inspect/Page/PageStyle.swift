/// The page's style sheet.
enum PageStyle {
    /// Colours, type and the layout.
    static let base = #"""
        :root {
          --paper: #f7f7f5; --card: #ffffff; --ink: #1b1e23; --soft: #5c636e; --line: #dfe1e4;
          --grid: #eceeef; --bid: #1f6fb2; --ask: #b5532a; --trade: #3f4650; --up: #1f6fb2;
          --down: #b5532a; --closed: #f0f0ec; --gap: #d9cfae; --bad: #b3261e; --drop: #a87400;
          --focus: #1f6fb2; --hover: #f1f4f7;
          --mono: ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Menlo, monospace;
          --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #101215; --card: #171a1f; --ink: #e3e6ea; --soft: #98a1ad; --line: #2b3037;
            --grid: #22262c; --bid: #6db1ea; --ask: #e79469; --trade: #b9c1cb; --up: #6db1ea;
            --down: #e79469; --closed: #22272e; --gap: #6a5f3c; --bad: #ff8a80; --drop: #e0b24a;
            --focus: #8cc4f4; --hover: #1f242b;
          }
        }
        * { box-sizing: border-box; }
        html { background: var(--paper); color: var(--ink); color-scheme: light dark; }
        body {
          margin: 0 auto; max-width: 1680px; padding: 24px clamp(16px, 3vw, 44px) 64px;
          font: 15px/1.5 var(--sans); font-variant-numeric: tabular-nums;
        }
        header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 18px; }
        h1 {
          margin: 0; font-size: 30px; line-height: 1.2; font-weight: 650; letter-spacing: -.015em;
        }
        h2 { margin: 0; font-size: 15px; font-weight: 600; }
        header p { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
        header .span { font-family: var(--mono); font-size: 13px; color: var(--ink); }
        header .source { font-size: 13px; flex-basis: 100%; }
        section { margin-top: 18px; }
        .card {
          background: var(--card); border: 1px solid var(--line); border-radius: 8px;
          padding: 14px 16px;
        }
        .figures {
          margin: 14px 0 0; display: flex; flex-wrap: wrap; gap: 8px 32px; font-size: 14px;
        }
        .figures div { min-width: 0; }
        dt { font-size: 12px; color: var(--soft); }
        dd { margin: 0; overflow-wrap: anywhere; }
        .figures dd { max-width: 62ch; }
        button, select {
          font: inherit; font-size: 13px; color: inherit; background: var(--card);
          border: 1px solid var(--line); border-radius: 6px; padding: 3px 10px; min-height: 30px;
        }
        button { cursor: pointer; }
        button:hover, select:hover { background: var(--hover); }
        :focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
        kbd {
          font: 12px var(--mono); border: 1px solid var(--line); border-bottom-width: 2px;
          border-radius: 4px; padding: 0 5px;
        }
        label { font-size: 13px; color: var(--soft); }
        dialog {
          color: var(--ink); background: var(--card); border: 1px solid var(--line);
          border-radius: 10px; padding: 20px 24px; max-width: min(92vw, 460px);
          box-shadow: 0 12px 40px rgb(0 0 0 / .25);
        }
        dialog::backdrop { background: rgb(0 0 0 / .35); }
        dialog dl { margin: 14px 0; display: grid; gap: 9px; }
        dialog dl div { display: grid; grid-template-columns: 116px 1fr; align-items: baseline; }
        dialog dt { color: var(--ink); }
        @media print { .tools, #overview, .more { display: none; } }

        """#

    /// The chart and what lies over it.
    static let chart = #"""
        .bar { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 20px; }
        .bar h2 { flex: none; }
        .bar > label { margin-left: auto; }
        .tools { margin-left: auto; display: flex; gap: 6px; }
        .tools button { min-width: 32px; }
        .legend {
          list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 14px;
          font-size: 13px; color: var(--soft);
        }
        .legend i {
          display: inline-block; width: 12px; height: 3px; border-radius: 1px; margin-right: 6px;
          vertical-align: middle;
        }
        .legend i.area { height: 11px; border-radius: 2px; }
        #stage {
          position: relative; margin-top: 10px; height: clamp(420px, 64vh, 860px);
          touch-action: pan-y; cursor: crosshair; border-radius: 4px; user-select: none;
        }
        #stage canvas { position: absolute; inset: 0; width: 100%; height: 100%; }
        #stage.dragging { cursor: grabbing; }
        #cross { pointer-events: none; }
        #overview {
          display: block; width: 100%; height: 46px; margin-top: 8px; cursor: ew-resize;
          touch-action: none;
        }
        #view { margin: 8px 0 0; font: 12.5px/1.5 var(--mono); color: var(--soft); }
        #nothing { position: absolute; inset: 0; display: grid; place-items: center; margin: 0;
          color: var(--soft); }
        #nothing[hidden], #tip[hidden] { display: none; }
        #tip {
          position: absolute; left: 0; top: 0; max-width: min(440px, 92%); pointer-events: none;
          background: var(--card); border: 1px solid var(--line); border-radius: 6px;
          padding: 8px 10px; font: 12px/1.55 var(--mono); will-change: transform;
          box-shadow: 0 3px 14px rgb(0 0 0 / .16);
        }
        #tip table { border-collapse: collapse; }
        #tip th { font: inherit; color: var(--soft); text-align: left; padding: 0 12px 0 0;
          vertical-align: top; white-space: nowrap; border: 0; background: none; }
        #tip td { padding: 0; border: 0; overflow-wrap: anywhere; }
        #tip .bid { color: var(--bid); }
        #tip .ask { color: var(--ask); }
        #tip .bad { color: var(--bad); }

        """#

    /// Tables.
    static let tables = #"""
        .scroll { overflow: auto; max-height: 440px; margin-top: 10px; }
        table { border-collapse: collapse; width: 100%; font-size: 13px; }
        caption { text-align: left; color: var(--soft); padding: 0 0 6px; font-size: 13px; }
        thead th {
          position: sticky; top: 0; background: var(--card); text-align: left; font-weight: 500;
          color: var(--soft); z-index: 1; box-shadow: inset 0 -1px var(--line);
        }
        #windows td, #slices td, #events td:first-child {
          font-family: var(--mono); font-size: 12.5px;
        }
        th, td { padding: 4px 18px 4px 0; vertical-align: baseline; }
        td { border-top: 1px solid var(--grid); overflow-wrap: anywhere; }
        th.n, td.n { text-align: right; white-space: nowrap; }
        #events td:nth-child(-n + 3), #windows td:first-child, #slices td:first-child {
          white-space: nowrap;
        }
        #events td:nth-child(4) { min-width: 24ch; }
        td button {
          font: inherit; border: 0; background: none; padding: 1px 4px; margin-left: -4px;
          min-height: 0; color: var(--focus); border-radius: 3px;
        }
        tr.chosen td { background: var(--hover); }
        .mark { display: inline-block; width: 9px; height: 9px; margin-right: 7px;
          border-radius: 50%; }
        .mark.dead_letter { background: var(--bad); }
        .mark.dropped { background: var(--drop); border-radius: 2px; }
        .mark.gap { background: var(--gap); border-radius: 2px; }
        .strong { font-weight: 650; }
        .more { margin-top: 10px; }
        .empty { color: var(--soft); }
        details summary { cursor: pointer; font-weight: 600; border-radius: 4px; }

        """#
}
