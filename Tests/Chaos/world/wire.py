"""Kafka's frames, as far as a proxy has to understand them.

https://kafka.apache.org/protocol: a request is (api key, version, correlation id, …), its answer
begins with the correlation id. Fetch is read in its versions 4 to 11, which have no tagged fields;
`cap_fetch` keeps clients from using later ones.
"""

import struct

FETCH, METADATA, FIND_COORDINATOR = 1, 3, 10
DESCRIBE_GROUPS, API_VERSIONS, DESCRIBE_CLUSTER = 15, 18, 60
NAMES_BROKERS = (METADATA, FIND_COORDINATOR, DESCRIBE_CLUSTER)
FETCH_MAX = 11


def request_head(frame):
    """Api key, version and correlation id of a request."""
    return struct.unpack_from(">hhi", frame, 0)


def move_brokers(frame, moves):
    """Puts other addresses in the place of brokers' in an answer: {(host, port): (host, port)}."""
    for (host, port), (new_host, new_port) in moves.items():
        for pack in (_plain_address, _compact_address):
            frame = frame.replace(pack(host, port), pack(new_host, new_port))
    return frame


def _plain_address(host, port):
    name = host.encode()
    return struct.pack(">h", len(name)) + name + struct.pack(">i", port)


def _compact_address(host, port):
    name = host.encode()
    return bytes([len(name) + 1]) + name + struct.pack(">i", port)


def cap_fetch(frame, version):
    """Tells no later version of Fetch than `FETCH_MAX` in an answer to ApiVersions."""
    out = bytearray(frame)
    at = 4 + 2
    # An old broker answers a version that it does not know in version 0.
    if version >= 3 and struct.unpack_from(">h", frame, 4)[0] == 0:
        count, at, step = frame[at] - 1, at + 1, 7
        if frame[6] & 0x80:
            count, at = (frame[6] & 0x7F) + (frame[7] << 7) - 1, at + 1
    else:
        count, at, step = struct.unpack_from(">i", frame, at)[0], at + 4, 6
    for place in range(at, at + count * step, step):
        key, _, highest = struct.unpack_from(">hhh", frame, place)
        if key == FETCH:
            struct.pack_into(">h", out, place + 4, min(highest, FETCH_MAX))
    return bytes(out)


class Cursor:
    """Reads a frame front to back."""

    def __init__(self, data, at=0):
        self.data, self.at = data, at

    def take(self, form):
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values[0] if len(values) == 1 else values

    def text(self):
        length = self.take(">h")
        if length < 0:
            return None
        self.at += length
        return self.data[self.at - length : self.at].decode()

    def varint(self):
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return (value >> 1) ^ -(value & 1)


def fetch_offsets(frame):
    """Where a Fetch request wants to read on: {(topic, partition): offset}."""
    cursor = Cursor(frame)
    _, version, _ = cursor.take(">hhi")
    cursor.text()
    cursor.take(">iiiib")
    if version >= 7:
        cursor.take(">ii")
    wanted = {}
    for _ in range(cursor.take(">i")):
        topic = cursor.text()
        for _ in range(cursor.take(">i")):
            partition = cursor.take(">i")
            if version >= 9:
                cursor.take(">i")
            wanted[topic, partition] = cursor.take(">q")
            if version >= 5:
                cursor.take(">q")
            cursor.take(">i")
    return wanted


def fetch_request(topic, partition, offset, correlation, bytes_max=8 << 20):
    """A request for everything from `offset` on, committed or not; version 4."""
    name = topic.encode()
    body = struct.pack(">hhih", FETCH, 4, correlation, -1)
    body += struct.pack(">iiiib", -1, 100, 0, bytes_max, 0)
    body += struct.pack(">ih", 1, len(name)) + name
    body += struct.pack(">iiqi", 1, partition, offset, bytes_max)
    return struct.pack(">i", len(body)) + body


def fetched_records(frame):
    """Error, next offset to be written, and the batches' bytes of an answer to `fetch_request`."""
    cursor = Cursor(frame)
    cursor.take(">ii")
    cursor.take(">i")
    cursor.text()
    cursor.take(">ii")
    error, end, _ = cursor.take(">hqq")
    for _ in range(max(0, cursor.take(">i"))):
        cursor.take(">qq")
    length = cursor.take(">i")
    return error, end, frame[cursor.at : cursor.at + max(0, length)]


def describe_groups_request(groups, correlation):
    """A request for the states of consumer groups; version 0."""
    body = struct.pack(">hhihi", DESCRIBE_GROUPS, 0, correlation, -1, len(groups))
    for name in (group.encode() for group in groups):
        body += struct.pack(">h", len(name)) + name
    return struct.pack(">i", len(body)) + body


def described_groups(frame):
    """Each group's state and count of members in an answer to `describe_groups_request`."""
    cursor = Cursor(frame)
    cursor.take(">i")
    found = {}
    for _ in range(cursor.take(">i")):
        error = cursor.take(">h")
        group, state, _, _ = (cursor.text() for _ in range(4))
        members = cursor.take(">i")
        for _ in range(members):
            for _ in range(3):
                cursor.text()
            for _ in range(2):
                length = cursor.take(">i")
                cursor.at += max(0, length)
        found[group] = (state if error == 0 else f"error {error}", members)
    return found


def keep_aborted(frame, version, is_wanted):
    """An answer to Fetch without those aborted transactions that `is_wanted(topic, partition,
    producer id, first offset)` denies."""
    cursor = Cursor(frame)
    cursor.take(">ii")
    if version >= 7:
        cursor.take(">hi")
    pieces, copied = [], 0
    for _ in range(cursor.take(">i")):
        topic = cursor.text()
        for _ in range(cursor.take(">i")):
            partition = cursor.take(">i")
            cursor.take(">hqq")
            if version >= 5:
                cursor.take(">q")
            start = cursor.at
            count = cursor.take(">i")
            listed = [cursor.take(">qq") for _ in range(max(0, count))]
            kept = [one for one in listed if is_wanted(topic, partition, *one)]
            pieces.append(frame[copied:start])
            pieces.append(struct.pack(">i", len(kept) if count >= 0 else -1))
            pieces += [struct.pack(">qq", *one) for one in kept]
            copied = cursor.at
            if version >= 11:
                cursor.take(">i")
            length = cursor.take(">i")
            cursor.at += max(0, length)
    return b"".join(pieces) + frame[copied:]
