extension ConfigurationKeys {
    static let dataPlane: [ConfigurationKey] = [
        .integer(
            "data_plane.max_symbols", \.dataPlane.maxSymbols, 1...1_000_000,
            "Most symbols that are followed at a time."),
        .feeds(
            "data_plane.feeds", \.dataPlane.feeds,
            "Recorded files (CSV or NDJSON, plain or gzip) replayed into market_raw, merged by "
                + "time; docs/DATA.md tells what an entry holds."),
        .text(
            "data_plane.feed.file", \.dataPlane.feed.file,
            "CSV of daily bars (symbol,date,open,high,low,close,volume), from this file's folder."),
        .text(
            "data_plane.feed.extra", \.dataPlane.feed.extra,
            "NDJSON sent as it stands, spread over the replay, from this file's folder."),
        .integer(
            "data_plane.feed.records_per_second", \.dataPlane.feed.recordsPerSecond,
            0...10_000_000, "Speed of the replay; 0: as fast as it goes."),
        .choice(
            "data_plane.feed.on_end", \.dataPlane.feed.onEnd,
            "What the daemon does when the replay is over."),
        .replaySpeed(
            "data_plane.replay.speed", \.dataPlane.replay.speed,
            "How fast the time of the feeds goes by."),
        .replayShift(
            "data_plane.replay.shift", \.dataPlane.replay.shift,
            "What is done to the times of the feeds; now: the first record is of now."),
        .integer(
            "data_plane.replay.loop", \.dataPlane.replay.loops, 1...1_000_000,
            "How often the feeds are replayed."),
        .boolean(
            "data_plane.replay.skip_invalid", \.dataPlane.replay.skipInvalid,
            "Lines that are no records are counted and passed over; else they end the daemon."),
        .choice(
            "data_plane.replay.on_end", \.dataPlane.replay.onEnd,
            "What the daemon does when the feeds are replayed."),
        .duration(
            "data_plane.ofi.window", \.dataPlane.ofi.window, .seconds(1) ... .seconds(3600),
            "Length of a window."),
        .integer(
            "data_plane.ofi.z_windows", \.dataPlane.ofi.zWindows, 2...10_000,
            "Windows before one that its z-score is measured against."),
        .integer(
            "data_plane.ofi.min_windows", \.dataPlane.ofi.minWindows, 2...10_000,
            "No z-score before so many windows."),
        .integer(
            "data_plane.ofi.levels", \.dataPlane.ofi.levels, 1...50,
            "Levels of the book that count."),
        .duration(
            "data_plane.ofi.close_after", \.dataPlane.ofi.closeAfter,
            .zero ... .seconds(3600),
            "A window closes when record time is so far past its end."),
        .duration(
            "data_plane.ofi.session_gap", \.dataPlane.ofi.sessionGap,
            .seconds(1) ... .seconds(86_400), "A longer gap between quotes ends the session."),
        .fraction(
            "data_plane.gates.max_jump_sigma", \.dataPlane.gates.maxJumpSigma, 1...1000,
            "Price jumps beyond so many rolling σ, and beyond max_jump_pct, are dead letters."),
        .fraction(
            "data_plane.gates.max_jump_pct", \.dataPlane.gates.maxJumpPct, 0.01...1000,
            "Price jumps beyond so many percent, and beyond max_jump_sigma, are dead letters."),
        .duration(
            "data_plane.gates.reorder_tolerance", \.dataPlane.gates.reorderTolerance,
            .zero ... .seconds(3600), "How far a record's time may fall behind."),
        .duration(
            "data_plane.gates.max_age", \.dataPlane.gates.maxAge, .zero ... .seconds(86_400),
            "Older records are stale; 0s: off."),
    ]
}
