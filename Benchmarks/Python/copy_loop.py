"""Reads bars, validates them with pydantic, writes them again, exactly once, with aiokafka.

usage: copy_loop.py validate BROKERS INPUT OUTPUT RECORDS GROUP

Tells what it took on one line, as the other contenders of bench-bus do.
"""

import asyncio
import sys
from time import perf_counter, process_time

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from contender import pydantic_model

BATCH_MAX = 500
COMMIT_INTERVAL = 0.020
OPEN_RECORDS_MAX = 20_000


async def validate(brokers, source, target, records, group):
    read = pydantic_model(float).model_validate_json
    producer = AIOKafkaProducer(
        bootstrap_servers=brokers, transactional_id=group, acks="all", linger_ms=5)
    await producer.start()
    consumer = AIOKafkaConsumer(
        source, bootstrap_servers=brokers, group_id=group, auto_offset_reset="earliest",
        enable_auto_commit=False, isolation_level="read_committed",
        fetch_max_bytes=50 << 20, max_partition_fetch_bytes=1 << 20)
    await consumer.start()
    done = started = used = 0
    while done < records:
        batches = await consumer.getmany(timeout_ms=1000, max_records=BATCH_MAX)
        if not batches:
            continue
        if not started:
            started, used = perf_counter(), process_time()
        opened = perf_counter()
        async with producer.transaction():
            offsets, count, sent = {}, 0, []
            while batches:
                for partition, messages in batches.items():
                    for message in messages:
                        bar = read(message.value)
                        value = bar.model_dump_json(exclude_none=True).encode()
                        sent.append(
                            await producer.send(target, value, key=bar.symbol.encode()))
                    offsets[partition] = messages[-1].offset + 1
                    count += len(messages)
                if done + count >= records or count >= OPEN_RECORDS_MAX:
                    break
                if perf_counter() - opened >= COMMIT_INTERVAL:
                    break
                batches = await consumer.getmany(timeout_ms=0, max_records=BATCH_MAX)
            await asyncio.gather(*sent)
            await producer.send_offsets_to_transaction(offsets, group)
        done += count
    wall, cpu = perf_counter() - started, process_time() - used
    with open("/proc/self/status") as status:
        rss = next(line.split()[1] for line in status if line.startswith("VmHWM:"))
    print(f"records {done} wall {wall:.6f} cpu {cpu:.6f} rss {rss}", flush=True)
    await consumer.stop()
    await producer.stop()


if __name__ == "__main__":
    verb, brokers, source, target, records, group = sys.argv[1:]
    if verb != "validate":
        sys.exit(64)
    asyncio.run(validate(brokers, source, target, int(records), group))
