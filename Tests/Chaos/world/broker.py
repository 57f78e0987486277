"""The broker of a run: one of our own (noida-db), or a cluster that the user names.

What noida-db 0.2.3 can prove. It keeps its log in memory and writes all of it to one file each
second, and once more at SIGTERM. So a broker that is killed loses what was acknowledged since,
and transactions that are open at any restart are cut in two (one half aborted, one without end).
So it is killed (`kill`) with the feed held, every transaction ended and a later write complete.
What clients see of a crash under load (reset connections, answers that never come, refused
connections, everything durable afterwards) the proxies show them.
Nor does it keep whose a transactional id is: after its return a successor gets another producer
id, and an older holder is not fenced. Nor who is in a group, while it takes offsets in transactions
from anybody who names the group. So records come again only when the daemons have joined again,
and the daemons are started anew before anything else is done.

It tells readers of every aborted transaction of a partition, also of those that ended before the
place where they read on; a client then skips committed records of the same producer. The proxies
take these out of the answers (`needs_mending`). It never expels a dead member of a group.

When it stood still for longer than a session it may give a partition to two members, and takes
both one's offsets and the other's; Kafka refuses those of the older generation. So with several
daemons it stands still for less (`tells_members_apart`).
"""

import os
import shlex
import shutil
import signal
import subprocess
import time
from importlib import resources
from pathlib import Path

from confluent_kafka import KafkaException, Producer
from confluent_kafka.admin import AdminClient

from world.processes import accepts, eventually, free_port, spawn


class NoidaBroker:
    needs_mending = True
    kills_under_load = False
    can_pause = True
    tells_members_apart = False
    patience = 0

    def __init__(self, folder):
        self.folder = Path(folder)
        self.data = self.folder / "broker"
        self.data.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.process = None
        self.kills = 0
        with resources.as_file(resources.files("noida_db") / "noida-db") as path:
            self.program = str(path)
        os.chmod(self.program, 0o755)
        self.start()

    @property
    def brokers(self):
        return [("127.0.0.1", self.port)]

    @property
    def bootstrap(self):
        return f"127.0.0.1:{self.port}"

    def leader(self, topic, partition):
        return self.brokers[0]

    def start(self):
        with open(self.folder / "broker.log", "ab") as log:
            self.process = spawn(
                [self.program, "start", "--only", "kafka", "--kafka-port", str(self.port)]
                + ["--host", "127.0.0.1", "--data-dir", str(self.data)],
                log,
            )
        eventually("the broker to start", self._is_up)

    def kill(self):
        """kill -9, once everything is on disk. Only for a log that nobody changes any more."""
        self._write_down()
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def _write_down(self):
        """Waits for two snapshots, one after the other: the second begins after now, however busy
        the machine is. None is written while nothing changes, so a record is sent for each."""
        producer = Producer({"bootstrap.servers": self.bootstrap, "log_level": 0})
        for _ in range(2):
            before = self._snapshot()
            producer.produce("chaos-marker", b"write")
            if producer.flush(30):
                raise TimeoutError("the broker takes no marker")
            eventually("the broker's log to be on disk", lambda: self._snapshot() != before, 120)

    def keep(self, folder):
        """Leaves a copy of the log where it outlives the run; a broker can be started on it."""
        self._write_down()
        shutil.copy(self.data / "kafka.json", folder / "kafka.json")

    def _snapshot(self):
        path = self.data / "kafka.json"
        return path.stat().st_mtime_ns if path.exists() else None

    def pause(self, on):
        self.process.send_signal(signal.SIGSTOP if on else signal.SIGCONT)

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def _is_up(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"the broker ended: see {self.folder / 'broker.log'}")
        return accepts("127.0.0.1", self.port)


class OutsideBroker:
    """A cluster that runs already; the commands kill and start one of its brokers."""

    needs_mending = False
    kills_under_load = True
    tells_members_apart = True
    # A controller takes some ten seconds for a dead broker's partitions.
    patience = 60

    def __init__(self, bootstrap, kill="", start="", pause="", resume=""):
        self.bootstrap = bootstrap
        self.commands = {"kill": kill, "start": start, "pause": pause, "resume": resume}
        self.kills = 0
        self.admin = AdminClient({"bootstrap.servers": bootstrap, "log_level": 0})
        metadata = self.admin.list_topics(timeout=20)
        self.brokers = [(one.host, one.port) for one in metadata.brokers.values()]

    @property
    def can_pause(self):
        return bool(self.commands["pause"] and self.commands["resume"])

    @property
    def can_kill(self):
        return bool(self.commands["kill"] and self.commands["start"])

    def leader(self, topic, partition):
        node = eventually("a leader", lambda: self._leader(topic, partition), self.patience)
        return node.host, node.port

    def _leader(self, topic, partition):
        try:
            metadata = self.admin.list_topics(topic, timeout=20)
        except KafkaException:
            return None
        known = metadata.topics[topic].partitions.get(partition)
        return known and metadata.brokers.get(known.leader)

    def start(self):
        """Ends when the next broker may be killed, and all records live on."""
        self._run("start")
        eventually("all replicas to be in sync", self._is_whole, within=180, every=0.5)

    def kill(self):
        self._run("kill")
        self.kills += 1

    def pause(self, on):
        self._run("pause" if on else "resume")

    def keep(self, folder):
        """The cluster has its log."""

    def close(self):
        pass

    def _run(self, name):
        subprocess.run(shlex.split(self.commands[name]), check=True, stdout=subprocess.DEVNULL)

    def _is_whole(self):
        try:
            metadata = self.admin.list_topics(timeout=2)
        except KafkaException:
            return False
        partitions = [one for topic in metadata.topics.values() for one in topic.partitions.values()]
        return len(metadata.brokers) == len(self.brokers) and all(
            len(one.isrs) == len(one.replicas) for one in partitions
        )
