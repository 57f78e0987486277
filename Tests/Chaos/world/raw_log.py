"""A partition's record batches as they lie in the log, with the markers that consumers never
show: who wrote them, and how each transaction ended."""

import socket
import struct
import threading
import time
from dataclasses import dataclass

from world.wire import (
    Cursor,
    describe_groups_request,
    described_groups,
    fetch_request,
    fetched_records,
)

HEAD = ">qiibIhiqqqhii"
HEAD_SIZE = struct.calcsize(HEAD)
TRANSACTIONAL, CONTROL = 0x10, 0x20
# What a broker answers while a partition's leader changes, and until it knows its end.
MOVING = {5, 6, 7, 8, 9, 74, 75, 78}


@dataclass(frozen=True)
class Batch:
    first: int
    last: int
    producer: int
    epoch: int
    is_transactional: bool
    # None for data, else whether the marker says "committed".
    marker: bool | None


class RawLog:
    """Reads partitions from the broker itself, each record batch once; safe for threads."""

    def __init__(self, leader, patience=0):
        """`leader(topic, partition)` is the (host, port) to read from; `patience` the seconds for
        which a partition without one is waited for."""
        self.leader, self.patience = leader, patience
        self.batches = {}
        self.next = {}
        self.links = {}
        self.lock = threading.Lock()
        self.correlation = 0

    def read(self, topic, partition):
        """All batches of a partition that are there now."""
        with self.lock:
            known = self.batches.setdefault((topic, partition), [])
            while self._read_on(topic, partition, known):
                pass
            return list(known)

    def is_open_at(self, topic, partition, producer, first, offset):
        """Whether the aborted transaction that began at `first` reaches to `offset` or beyond."""
        place = topic, partition
        with self.lock:
            known = self.batches.setdefault(place, [])
            while self.next.get(place, 0) < offset and self._read_on(topic, partition, known):
                pass
            for batch in known:
                if batch.producer == producer and batch.first > first and batch.marker is False:
                    return batch.first >= offset
        return True

    def forget(self):
        """Connections are over: the broker was restarted."""
        with self.lock:
            for link in self.links.values():
                link.close()
            self.links = {}

    def _read_on(self, topic, partition, known):
        place = topic, partition
        offset = self.next.get(place, 0)
        error, end, data = self._ask(topic, partition, offset)
        if error or offset >= end:
            return False
        found = list(parse_batches(data, offset))
        known += found
        if found:
            self.next[place] = found[-1].last + 1
        return bool(found)

    def groups(self, names):
        """{group: (state, count of members)}, as the broker tells it."""
        with self.lock:
            self.correlation += 1
            request = describe_groups_request(names, self.correlation)
            return described_groups(self._call(self.leader(None, 0), request))

    def _ask(self, topic, partition, offset):
        end = time.monotonic() + self.patience
        while True:
            self.correlation += 1
            request = fetch_request(topic, partition, offset, self.correlation)
            try:
                answer = fetched_records(self._call(self.leader(topic, partition), request))
            except OSError:
                if time.monotonic() > end:
                    raise
            else:
                if answer[0] not in MOVING or time.monotonic() > end:
                    return answer
            time.sleep(0.2)

    def _call(self, address, request):
        for attempt in (0, 1):
            try:
                if address not in self.links:
                    self.links[address] = socket.create_connection(address, timeout=20)
                link = self.links[address]
                link.sendall(request)
                (size,) = struct.unpack(">i", receive(link, 4))
                return receive(link, size)
            except OSError:
                self.links.pop(address, None)
                if attempt:
                    raise


def receive(link, count):
    data = bytearray()
    while len(data) < count:
        part = link.recv(count - len(data))
        if not part:
            raise ConnectionError("the broker closed the connection")
        data += part
    return bytes(data)


def parse_batches(data, wanted):
    """The whole batches (record format 2) that end at or behind `wanted`."""
    at = 0
    while at + HEAD_SIZE <= len(data):
        head = struct.unpack_from(HEAD, data, at)
        size = 12 + head[1]
        if at + size > len(data):
            return
        attributes, last = head[5], head[0] + head[6]
        marker = None
        if attributes & CONTROL:
            cursor = Cursor(data, at + HEAD_SIZE)
            cursor.varint()
            cursor.at += 1
            cursor.varint(), cursor.varint(), cursor.varint()
            marker = cursor.take(">hh")[1] == 1
        at += size
        if last >= wanted:
            is_transactional = bool(attributes & TRANSACTIONAL)
            yield Batch(head[0], last, head[9], head[10], is_transactional, marker)
