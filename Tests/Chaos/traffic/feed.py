"""The producer of a run, which remembers what the brokers acknowledged."""

import collections
import threading
import time

from confluent_kafka import KafkaException, Producer

from traffic.records import Generator


class Feed:
    """Writes market_raw, and an intent now and then, at a set rate until it is stopped.

    Each record has its number in the header `chaos`, by which it is known again in the log.
    """

    def __init__(self, bootstrap, seed, symbols, rate, intents_every):
        self.generator = Generator(seed, symbols)
        self.rate, self.intents_every = rate, intents_every
        self.records = {}
        # Number: (topic, partition, offset).
        self.acknowledged = {}
        self.failed = []
        self.settings = {
            "bootstrap.servers": bootstrap,
            "client.id": "chaos.feed",
            "enable.idempotence": True,
            "partitioner": "murmur2_random",
            "linger.ms": 1,
            # It tries on as long as the run lasts: nothing may be left undecided.
            "message.timeout.ms": 0,
            "reconnect.backoff.max.ms": 1000,
            "error_cb": self._note_error,
            "log_level": 0,
        }
        self.producer = Producer(self.settings)
        self.errors = collections.Counter()
        self.wants = threading.Event()
        self.is_over = False
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self.wants.set()
        self.thread.start()

    def hold(self, within=60):
        """Writes nothing more until `go_on`; everything before it is acknowledged."""
        self.wants.clear()
        end = time.monotonic() + within
        while self.undecided:
            if time.monotonic() > end:
                raise TimeoutError(
                    f"{self.undecided} records were not acknowledged: {dict(self.errors)}"
                )
            time.sleep(0.02)

    def go_on(self):
        self.wants.set()

    def stop(self):
        self.hold()
        self.is_over = True
        self.wants.set()
        self.thread.join(30)

    @property
    def undecided(self):
        return len(self.records) - len(self.acknowledged) - len(self.failed)

    def _note_error(self, error):
        self.errors[str(error)] += 1

    def _poll(self, seconds):
        """A client that a broker's restart has put out of step is over; its records are failed."""
        try:
            self.producer.poll(seconds)
        except KafkaException as error:
            self.errors[str(error)] += 1
            self.producer.purge()
            self.producer.flush(10)
            self.producer = Producer(self.settings)

    def _run(self):
        start, written = time.monotonic(), 0
        while not self.is_over:
            self._poll(0)
            if not self.wants.is_set():
                self._poll(0.02)
                start, written = time.monotonic(), 0
                continue
            due = int((time.monotonic() - start) * self.rate) - written
            if due <= 0:
                self._poll(0.005)
            for _ in range(min(due, 100)):
                written += 1
                self._write(self.generator.raw())
                if self.generator.number % self.intents_every == 0:
                    self._write(self.generator.intent())

    def _write(self, record):
        def note(error, message, number=record.number):
            if error:
                self.failed.append((number, str(error)))
            else:
                place = message.topic(), message.partition(), message.offset()
                self.acknowledged[number] = place

        while True:
            try:
                self.records[record.number] = record
                return self.producer.produce(
                    record.topic,
                    record.value,
                    record.key,
                    headers={"chaos": str(record.number)},
                    on_delivery=note,
                )
            except BufferError:
                self._poll(0.1)
            except KafkaException as error:
                self.failed.append((record.number, str(error)))
                return None
