extension ConfigurationKeys {
    static let daemon: [ConfigurationKey] = [
        .name(
            "daemon.instance_id", \.daemon.instanceId, lengths: 0...100,
            "Part of transactional ids and of intents; empty: the host name."),
        .choices(
            "daemon.planes", \.daemon.planes, "Planes that run here; others run elsewhere."),
        .text(
            "daemon.state_directory", \.daemon.stateDirectory,
            "Folder of the lock and of halts; empty: $STATE_DIRECTORY, else ./state."),
        .duration(
            "daemon.shutdown_timeout", \.daemon.shutdownTimeout,
            .milliseconds(100) ... .seconds(600),
            "Longest time to finish the batch in hand and to close."),
        .choice("daemon.log_level", \.daemon.logLevel, "Least level that is logged.")
            .reloadable(),
        .choice(
            "daemon.log_format", \.daemon.logFormat,
            "Form of the log; auto: the journal under systemd, text on a terminal, else JSON."),
        .text(
            "daemon.journal_socket", \.daemon.journalSocket,
            "Socket of the journal; empty: /run/systemd/journal/socket."),
        .choice(
            "daemon.progress", \.daemon.progress, "The live display; auto: on a terminal."),
        .duration(
            "daemon.statistics_interval", \.daemon.statisticsInterval,
            .zero ... .seconds(86_400),
            "How often statistics are logged and written to the state directory; 0s: never."),
    ]

    static let supervision: [ConfigurationKey] = [
        .integer(
            "supervision.max_restarts", \.supervision.maxRestarts, 0...1000,
            "Restarts of a plane within the period; one more ends the daemon."),
        .duration(
            "supervision.period", \.supervision.period, .seconds(1) ... .seconds(86_400),
            "Time over which restarts are counted."),
        .duration(
            "supervision.backoff_initial", \.supervision.backoffInitial,
            .milliseconds(1) ... .seconds(3600), "Wait before the first restart; it doubles."),
        .duration(
            "supervision.backoff_max", \.supervision.backoffMax,
            .milliseconds(1) ... .seconds(3600), "Longest wait before a restart."),
    ]
}
