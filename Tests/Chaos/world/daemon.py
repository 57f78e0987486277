"""A daemon as a service manager has it: started, told READY=1, killed, started again."""

import json
import os
import signal
import socket
import subprocess
import time

from world.processes import eventually, spawn

# Short, so that a run sees rebuilt windows, lost sessions and many intents in little time.
SETTINGS = {
    "kafka.session_timeout": "6s",
    "data_plane.ofi.window": "1s",
    "data_plane.ofi.z_windows": "12",
    "data_plane.ofi.min_windows": "4",
    "data_plane.ofi.close_after": "500ms",
    # Bars built of trades have a record as their cause that has an event of its own.
    "data_plane.bars.durations": "[]",
    "strategy_plane.strategies": "[OFI]",
    "strategy_plane.horizons.z_window": "10",
    "strategy_plane.no_trade_band": "0.05",
    "order_plane.risk.max_order_notional": "9000000000",
    "order_plane.risk.max_position_notional": "9000000000",
    "order_plane.risk.max_gross_exposure": "9000000000",
    "order_plane.risk.max_net_exposure": "9000000000",
    "order_plane.risk.max_open_orders": "100000",
    "order_plane.risk.max_orders_per_second": "10000",
    "order_plane.risk.burst": "10000",
    "order_plane.risk.max_intent_age": "1h",
    "order_plane.risk.max_price_age": "1h",
    "daemon.log_format": "json",
    "daemon.progress": "never",
}
PLAIN_TOPICS = ("market_raw", "market_events", "ofi_events", "order_intents", "exec_reports")
UNCLEAN = "SIGTERM did not end a daemon with 0"
SIGNALS_OF_A_CRASH = {
    signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGFPE,
}  # fmt: skip


def replicated(copies):
    """The settings that have every topic kept by so many brokers."""
    return {f"topics.{topic}.replication_factor": str(copies) for topic in (*PLAIN_TOPICS, "dlq")}


class Daemon:
    def __init__(self, binary, folder, bootstrap, group, options, name, state=None, settings=None):
        self.binary, self.name, self.folder = binary, name, folder / f"daemon-{state or name}"
        self.folder.mkdir()
        self.process = None
        self.starts = 0
        # What was done to it, so that an end that nobody caused is told from the others.
        self.is_wanted = False
        self.ends = []
        values = SETTINGS | {
            "kafka.bootstrap_servers": bootstrap,
            "kafka.group_id": group,
            "daemon.instance_id": name,
            "daemon.state_directory": str(self.folder / "state"),
        }
        for topic in PLAIN_TOPICS:
            values[f"topics.{topic}.partitions"] = str(options.partitions)
        values |= replicated(options.replication)
        self.values = values | (settings or {}) | dict(options.set)
        (self.folder / "kafka.yaml").write_text("{}\n")
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(str(self.folder / "notify"))
        self.notify.setblocking(False)
        self.is_ready = False

    def start(self):
        self.starts += 1
        self._hear()
        self.is_ready = False
        arguments = [self.binary, "--config", "kafka.yaml"]
        for key, value in self.values.items():
            arguments += ["--set", f"{key}={value}"]
        environment = {"PATH": os.environ["PATH"], "NOTIFY_SOCKET": str(self.folder / "notify")}
        environment["SWIFT_BACKTRACE"] = "enable=no"
        # Of a program that was built with a sanitizer.
        for name in ("LD_PRELOAD", "TSAN_OPTIONS", "ASAN_OPTIONS"):
            if name in os.environ:
                environment[name] = os.environ[name]
        with open(self.log_path(self.starts), "wb") as log:
            self.process = spawn(
                arguments, subprocess.DEVNULL, log, environment, str(self.folder)
            )
        self.is_wanted = True

    def wait_ready(self, within=60):
        eventually(f"the daemon {self.name} to be ready", self._look, within)

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        self.is_wanted = False
        self.process.kill()
        self.process.wait()

    def stop(self, within=30):
        """SIGTERM; the exit code. One that had not said a word yet may end by the signal."""
        self.is_wanted = False
        self.process.terminate()
        code = self.process.wait(within)
        is_early = code == -signal.SIGTERM and not self.log_path(self.starts).stat().st_size
        return 0 if is_early else code

    def pause(self, on):
        if self.is_running:
            self.process.send_signal(signal.SIGSTOP if on else signal.SIGCONT)

    def look_after(self):
        """What a service manager does: one that ended by itself is started again."""
        if not self.is_wanted or self.is_running or self.process is None:
            return
        code = self.process.returncode
        self.ends.append((self.starts, code))
        if code in (64, 78) or len(self.ends) > 50:
            self.is_wanted = False
            return
        time.sleep(0.2)
        self.start()

    def crashes(self):
        """Ends by a signal that only a defect sends, or by a code that no restart helps."""
        bad = []
        for start, code in self.ends:
            if code in (64, 78) or (code < 0 and -code in SIGNALS_OF_A_CRASH):
                bad.append((self.log_path(start), code))
        return bad

    def log_path(self, start):
        return self.folder / f"log-{start}.json"

    def events(self, start=None):
        """The log records of a start (the latest)."""
        found = []
        for line in self.log_path(start or self.starts).read_bytes().splitlines():
            try:
                found.append(json.loads(line))
            except ValueError:
                found.append({"event": "", "message": line.decode(errors="replace")})
        return found

    def _look(self):
        self._hear()
        if not self.is_ready and not self.is_running:
            tail = self.log_path(self.starts).read_text()[-2000:]
            raise RuntimeError(f"the daemon {self.name} ended before it was ready:\n{tail}")
        return self.is_ready

    def _hear(self):
        while True:
            try:
                self.is_ready |= b"READY=1" in self.notify.recv(4096)
            except BlockingIOError:
                return
