"""`algotraded replay` of the recordings, which may be killed and goes on when it is run again."""

import json
import math
import os
import subprocess

from world.processes import spawn

SYMBOLS = {
    "binance_usdm_ethusdt_20240808": "ETHUSDT.P",
    "binance_coinm_btcusd_perp_20240808_09": "BTCUSD.P",
    "binance_coinm_ethusd_perp_20240808_09": "ETHUSD.P",
    "binance_spot_btcusdt_20240808_09": "BTCUSDT",
    "binance_spot_ethusdt_20240808_09": "ETHUSDT",
}
# At most what the recordings hold.
RECORDS = 327_000


def recordings(folder):
    """Quotes and trades of every recording, with its symbol."""
    found = []
    for name, symbol in SYMBOLS.items():
        for path in (folder / f"l1/{name}.csv.gz", folder / f"trades/{name}_trades.csv.gz"):
            if not path.exists():
                return []
            found.append((path, symbol))
    return found


class Replay:
    """`limit` records, over and over again if there are fewer; all of them, once, without."""

    def __init__(self, binary, files, folder, speed, limit=None, name=None):
        self.folder, self.speed, self.name = folder, speed, name
        self.words = [binary, "replay", *(f"{path}={symbol}" for path, symbol in files)]
        self.words += ["--sec-type", "CRYPTO"]
        if limit:
            self.words += ["--limit", str(limit), "--loop", str(math.ceil(limit / RECORDS))]
        self.process = None
        self.starts = 0

    @property
    def log_path(self):
        return self.folder / f"replay-{self.starts}.log"

    @property
    def is_over(self):
        return self.process.poll() is not None

    @property
    def is_done(self):
        return self.process.poll() == 0

    def start(self, bootstrap, group):
        self.starts += 1
        config = self.folder / "replay.yaml"
        config.write_text(f'kafka: {{bootstrap_servers: "{bootstrap}", group_id: "{group}"}}\n')
        words = [*self.words, "--speed", self.speed, "--config", str(config)]
        if self.name:
            words += ["--resume", self.name]
        with open(self.log_path, "wb") as log:
            self.process = spawn(words, log, subprocess.STDOUT, dict(os.environ), self.folder)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def lines(self):
        """{symbol: its records in order}, as the replay prints them."""
        found = {}
        with subprocess.Popen(
            [*self.words, "--to", "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            for line in process.stdout:
                value = line.rstrip(b"\n")
                found.setdefault(json.loads(value)["symbol"], []).append(value)
        if process.returncode:
            raise RuntimeError(f"the replay printed no records: {process.returncode}")
        return found
