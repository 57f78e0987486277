"""The whole log of a run, read by an independent client."""

import time
from dataclasses import dataclass, field

from confluent_kafka import Consumer, ConsumerGroupTopicPartitions, TopicPartition
from confluent_kafka.admin import AdminClient

TOPICS = ("market_raw", "market_events", "ofi_events", "order_intents", "exec_reports")
LETTERS = tuple(f"dlq_{name}" for name in TOPICS)
# What each plane's group reads.
INPUTS = {
    "data": ("market_raw",),
    "strategy": ("market_events", "ofi_events", "exec_reports"),
    "orders": ("order_intents", "market_events"),
}


@dataclass(frozen=True)
class Line:
    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple
    # When it came to Kafka, milliseconds since 1970.
    time_ms: int = 0

    def header(self, name):
        for key, value in self.headers:
            if key == name:
                return (value or b"").decode()
        return None

    @property
    def place(self):
        return f"{self.topic}/{self.partition}/{self.offset}"

    def __str__(self):
        value = (self.value or b"").decode(errors="replace")
        return f"{self.place} {(self.key or b'').decode(errors='replace')} {value[:300]}"


@dataclass
class Log:
    """Topic: its lines, by partition and offset."""

    topics: dict = field(default_factory=dict)

    def __getitem__(self, topic):
        return self.topics.get(topic, [])


class Witness:
    """Reads committed records only."""

    def __init__(self, bootstrap, group):
        self.group = group
        self.settings = {"bootstrap.servers": bootstrap, "log_level": 0}

    def partitions(self, topics=TOPICS + LETTERS):
        known = AdminClient(self.settings).list_topics(timeout=20).topics
        return [(one, p) for one in topics if one in known for p in known[one].partitions]

    def read(self, topics=TOPICS + LETTERS, after=None, within=120):
        """The log from its beginning to its end, or what came after another reading of it."""
        log = Log({name: list((after or Log())[name]) for name in topics})
        known = (one for topic in topics for one in log[topic])
        next_offsets = {(one.topic, one.partition): one.offset + 1 for one in known}
        consumer = Consumer(
            self.settings
            | {
                "group.id": "chaos.witness",
                "isolation.level": "read_committed",
                "auto.offset.reset": "earliest",
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "fetch.wait.max.ms": 10,
                # A broker may answer with all that it has.
                "receive.message.max.bytes": 1_000_000_000,
            }
        )
        places = self.partitions(topics)
        consumer.assign([TopicPartition(*one, next_offsets.get(one, 0)) for one in places])
        missing, end = set(places), time.monotonic() + within
        while missing:
            if time.monotonic() > end:
                raise TimeoutError(f"the log has no end: {sorted(missing)}")
            for message in consumer.consume(5000, 0.2):
                if message.error():
                    if message.error().name() == "_PARTITION_EOF":
                        missing.discard((message.topic(), message.partition()))
                    continue
                log.topics[message.topic()].append(as_line(message))
        consumer.close()
        for lines in log.topics.values():
            lines.sort(key=lambda one: (one.partition, one.offset))
        return log

    def committed(self, admin, plane):
        """{(topic, partition): next offset} of a plane's group."""
        group = f"{self.group}.{plane}"
        asked = [ConsumerGroupTopicPartitions(group)]
        answer = admin.list_consumer_group_offsets(asked, request_timeout=10)[group].result(20)
        return {(one.topic, one.partition): one.offset for one in answer.topic_partitions}

    def is_drained(self, log, planes=tuple(INPUTS)):
        """What is still to be read, as text; empty when the planes have done everything."""
        ends = {}
        for lines in log.topics.values():
            for one in lines:
                ends[one.topic, one.partition] = one.offset + 1
        behind = []
        # A client of its own each time: one that saw the broker go waits long before it asks.
        admin = AdminClient(self.settings)
        for plane in planes:
            committed = self.committed(admin, plane)
            for place, end in ends.items():
                if place[0] in INPUTS[plane] and committed.get(place, 0) < end:
                    behind.append(f"{plane} is at {committed.get(place)} of {end} in {place}")
        return behind


def as_line(message):
    headers = tuple((key, value) for key, value in message.headers() or ())
    return Line(
        message.topic(), message.partition(), message.offset(), message.key(), message.value(),
        headers, message.timestamp()[1],
    )  # fmt: skip
