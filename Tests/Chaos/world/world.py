"""Everything that runs: broker, daemons, proxies, and the witness."""

import ctypes
import os
import time

from confluent_kafka import KafkaException

from judging.read import INPUTS, TOPICS, Witness
from world.broker import NoidaBroker, OutsideBroker
from world.daemon import Daemon
from world.processes import eventually
from world.proxy import Network, Proxy
from world.raw_log import RawLog

CLONE_NEWNS, MS_REC, MS_PRIVATE = 0x20000, 0x4000, 1 << 18


def take_mount_namespace():
    """Mounts made from now on end with this process; false when they may not be made."""
    libc = ctypes.CDLL(None, use_errno=True)
    if os.geteuid() != 0 or libc.unshare(CLONE_NEWNS) != 0:
        return False
    return libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None) == 0


def mount_small(path, size="2g"):
    path.mkdir(parents=True, exist_ok=True)
    libc = ctypes.CDLL(None, use_errno=True)
    return libc.mount(b"tmpfs", str(path).encode(), b"tmpfs", 0, f"size={size}".encode()) == 0


class World:
    def __init__(self, options, folder, findings):
        self.options, self.folder, self.findings = options, folder, findings
        self.group = f"chaos-{options.seed}-{int(time.time())}"
        if options.bootstrap:
            self.broker = OutsideBroker(
                options.bootstrap, options.broker_kill, options.broker_start,
                options.broker_pause, options.broker_resume,
            )  # fmt: skip
        else:
            self.broker = NoidaBroker(folder)
        self.network = Network()
        self.raw_log = RawLog(self.broker.leader, self.broker.patience)
        self.plain = self.make_proxy("plain")
        self.bootstrap = self.plain.address
        self.daemons = [self.make_daemon(f"d{n + 1}") for n in range(options.daemons)]
        # Those that others have replaced.
        self.retired = []
        self.witness = Witness(self.bootstrap, self.group)
        self.log = None

    def make_proxy(self, name):
        mends = self.raw_log if self.broker.needs_mending else None
        return Proxy(self.network, name, self.broker.brokers, mends)

    def make_daemon(self, name, state=None):
        proxy = self.make_proxy(state or name)
        daemon = Daemon(
            self.options.binary, self.folder, proxy.address, self.group, self.options, name, state
        )
        daemon.proxy = proxy
        return daemon

    def start(self):
        for daemon in self.daemons:
            daemon.start()
        for daemon in self.daemons:
            daemon.wait_ready()

    def look_after(self):
        for daemon in self.daemons:
            daemon.look_after()

    def wait_idle(self, within=120):
        """Waits until the planes have done all that there is and write nothing more."""
        self.behind = ["nothing was read"]
        try:
            eventually("the planes to be done", self._is_idle, within, 0.3)
        except TimeoutError as error:
            raise TimeoutError(f"{error}: {'; '.join(self.behind[:8])}") from None

    def _is_idle(self):
        self.look_after()
        try:
            before = {name: len(self.log[name]) for name in TOPICS} if self.log else None
            self.log = self.witness.read(TOPICS, after=self.log)
            now = {name: len(self.log[name]) for name in TOPICS}
            self.behind = self.witness.is_drained(self.log)
        except (KafkaException, TimeoutError) as error:
            self.behind = [repr(error)]
            return False
        if before != now:
            self.behind = self.behind or ["records are still written"]
        return not self.behind

    def wait_joined(self):
        """Waits until every daemon is a member of each plane's group again. This broker sometimes
        never answers the second of two members that join together; they ask again a minute later."""
        wanted = ("Stable", len(self.daemons))
        groups = [f"{self.group}.{plane}" for plane in INPUTS]
        found = {}

        def is_joined():
            nonlocal found
            self.look_after()
            # Asked of the broker itself: a library's client that saw it go may not ask for long.
            found = self.raw_log.groups(groups)
            return all(found.get(group) == wanted for group in groups)

        try:
            eventually("the daemons to join their groups again", is_joined, 150, 0.2)
        except TimeoutError as error:
            raise TimeoutError(f"{error}: {found}") from None

    def close(self):
        for daemon in self.daemons + self.retired:
            if daemon.is_running:
                daemon.pause(False)
                daemon.kill()
        self.broker.close()
        self.network.close()
