"""Judges random records twice, by `algotraded validate` and by the reference, and compares.

A record differs when the verdict, or the path, code, offset or shown text of any fault does, or
when faults are not told in the order of their bytes. Exit: 0 all agree, 1 not.
"""

import argparse
import collections
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time

sys.dont_write_bytecode = True

from comparing import binary, report  # noqa: E402
from generate import record  # noqa: E402
from generate.messages import TOPICS  # noqa: E402
from reference import FAULTS_MAX, judge  # noqa: E402

CHUNK = 5000
# Of the records that hold a line feed; each of them is a file of its own.
WHOLE_MAX = 40


def main():
    options = arguments()
    print(f"seed {options.seed}", flush=True)
    start = time.monotonic()
    chunks = [
        (
            f"{options.seed}/{index}",
            TOPICS[index % len(TOPICS)],
            min(CHUNK, options.count - first),
            options.binary,
        )
        for index, first in enumerate(range(0, options.count, CHUNK))
    ]
    tally = collections.Counter()
    differing = []
    # Whoever started this may have signals blocked, and the pool ends its workers by one.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    with multiprocessing.Pool(options.processes) as pool:
        for counts, found in pool.imap_unordered(chunk, chunks):
            tally += counts
            for one in found:
                if len(differing) < options.keep:
                    report.disagreement(one)
                differing.append(None)
        pool.close()
        pool.join()
    report.summary(tally, len(differing), time.monotonic() - start)
    sys.exit(1 if differing else 0)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="the daemon to compare with")
    parser.add_argument("--count", type=int, default=20_000, help="how many records")
    parser.add_argument("--seed", type=int, default=None, help="the same seed, the same records")
    parser.add_argument("--keep", type=int, default=20, help="how many disagreements are shown")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    if options.seed is None:
        options.seed = random.SystemRandom().randrange(2**32)
    return options


def chunk(task):
    """Makes, judges and compares records of one topic; counts by class, and what differs."""
    seed, topic, count, program = task
    rng = random.Random(seed)
    counts = collections.Counter()
    records = [record(topic, rng) for _ in range(count)]
    lines = [one for one in records if b"\n" not in one[1]]
    whole = [one for one in records if b"\n" in one[1]][:WHOLE_MAX]
    found = []
    with tempfile.TemporaryDirectory(prefix="differential-") as folder:
        for some, is_whole in ((lines, False), (whole, True)):
            judged = binary.judge(program, topic, [data for _, data in some], folder, is_whole)
            for (name, data), theirs in zip(some, judged, strict=True):
                ours = None if binary.is_blank(data) else judge(topic, data)
                counts[name, "blank" if ours is None else "faulty" if ours else "valid"] += 1
                if not agree(ours, theirs):
                    found.append((topic, name, data, ours, theirs))
    return counts, found


def agree(ours, theirs):
    """Faults at one byte may come in any order; which ones are left out of too many is open."""
    if ours == theirs:
        return True
    if not isinstance(ours, list) or not isinstance(theirs, list):
        return False
    offsets = [fault[0] for fault in theirs]
    if offsets != sorted(offsets) or len(theirs) != min(len(ours), FAULTS_MAX):
        return False
    return not collections.Counter(theirs) - collections.Counter(ours)


if __name__ == "__main__":
    main()
