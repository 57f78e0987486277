"""Carries out a plan, one fault after another, some of them into the next."""

import os
import random
import threading
import time

from confluent_kafka import Consumer

from faults.plan import ALONE
from judging.read import INPUTS
from world.daemon import UNCLEAN


class Hands:
    def __init__(self, world, feed, seed, say):
        self.world, self.feed, self.say = world, feed, say
        self.rng = random.Random(f"hands/{seed}")
        self.locks = [threading.Lock() for _ in world.daemons]
        self.under_way = []
        self.done = {}
        self.errors = []

    def carry_out(self, plan):
        for number, fault in enumerate(plan, 1):
            self._sleep(fault.gap)
            if fault.kind in ALONE:
                self.end_all()
            if self.errors:
                raise self.errors[0]
            self.say(f"{number}/{len(plan)} {fault}")
            one = threading.Thread(target=self._guarded, args=(fault,), daemon=True)
            self.under_way.append(one)
            one.start()
            if not fault.overlaps:
                self.end_all()
        self.end_all()
        if self.errors:
            raise self.errors[0]

    def end_all(self):
        for one in self.under_way:
            while one.is_alive():
                one.join(0.1)
                self.world.look_after()
        self.under_way = []

    def _sleep(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.world.look_after()
            time.sleep(min(0.05, max(0.0, end - time.monotonic())))

    def _guarded(self, fault):
        try:
            work = getattr(self, fault.kind.replace("-", "_"))
            if fault.daemon >= 0:
                # One thing at a time for each daemon.
                with self.locks[fault.daemon]:
                    work(fault, self.world.daemons[fault.daemon])
            else:
                work(fault)
            self.done[fault.kind] = self.done.get(fault.kind, 0) + 1
        except Exception as error:
            self.errors.append(error)

    # Daemons

    def kill(self, fault, daemon):
        daemon.kill()
        time.sleep(fault.hold)
        daemon.start()

    def stop(self, fault, daemon):
        if not daemon.is_running:
            return
        code = daemon.stop()
        self.world.findings.check(code == 0, UNCLEAN, (daemon.name, code))
        time.sleep(fault.hold)
        daemon.start()

    def freeze(self, fault, daemon):
        daemon.pause(True)
        time.sleep(fault.hold)
        daemon.pause(False)

    # Network

    def cut(self, fault, daemon):
        daemon.proxy.cut()

    def tear(self, fault, daemon):
        daemon.proxy.tear()
        time.sleep(fault.hold)

    def refuse(self, fault, daemon):
        self._hold(daemon.proxy.refuse, fault)

    def swallow(self, fault, daemon):
        self._hold(daemon.proxy.swallow, fault)

    def deafen(self, fault, daemon):
        self._hold(daemon.proxy.deafen, fault)

    def delay(self, fault, daemon):
        daemon.proxy.delay = 0.2
        time.sleep(fault.hold)
        daemon.proxy.delay = 0.0

    def _hold(self, switch, fault):
        switch(True)
        time.sleep(fault.hold)
        switch(False)

    # Nobody

    def calm(self, fault):
        time.sleep(fault.hold)

    # Brokers

    def broker_freeze(self, fault):
        self.world.broker.pause(True)
        time.sleep(fault.hold)
        self.world.broker.pause(False)

    def broker_kill(self, fault):
        broker = self.world.broker
        if broker.kills_under_load:
            broker.kill()
            time.sleep(fault.hold)
            broker.start()
            return
        self.feed.hold()
        self.world.wait_idle()
        broker.kill()
        time.sleep(fault.hold)
        broker.start()
        self.world.raw_log.forget()
        self.world.wait_joined()
        self.feed.go_on()
        self._renew()

    def _renew(self):
        """The daemons live through the broker's return and do what there is to do; then they are
        started anew, for this broker has forgotten whose the transactional ids are."""
        time.sleep(1)
        self.feed.hold()
        self.world.wait_idle()
        for daemon in self.world.daemons:
            code = daemon.stop()
            self.world.findings.check(code == 0, UNCLEAN, (daemon.name, code))
            daemon.start()
        for daemon in self.world.daemons:
            daemon.wait_ready()
        self.feed.go_on()

    def disk_full(self, fault):
        """The broker's disk has no byte left for a while; then it is killed, so that what was
        written meanwhile is read from the disk."""
        path = self.world.broker.data / "filler"
        with open(path, "wb") as filler:
            fill(filler)
        time.sleep(fault.hold)
        path.unlink()
        self.broker_kill(fault)

    # Groups

    def rebalance(self, fault, daemon):
        """A stranger joins a plane's group, takes partitions, does nothing and leaves."""
        plane = self.rng.choice(sorted(INPUTS))
        stranger = Consumer(
            {
                "bootstrap.servers": self.world.bootstrap,
                "group.id": f"{self.world.group}.{plane}",
                "client.id": "chaos.stranger",
                "partition.assignment.strategy": "range,roundrobin",
                "session.timeout.ms": 6000,
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "log_level": 0,
            }
        )
        stranger.subscribe(list(INPUTS[plane]))
        end, holds = time.monotonic() + 20, None
        while time.monotonic() < (holds or end):
            stranger.poll(0.1)
            if holds is None and stranger.assignment():
                holds = time.monotonic() + fault.hold
        stranger.close()


def fill(filler):
    """Takes every block that is left, while others write, too."""
    offset, step = 0, 256 << 20
    while step >= 4096:
        try:
            os.posix_fallocate(filler.fileno(), offset, step)
            offset += step
        except OSError:
            step //= 4
