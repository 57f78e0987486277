"""The judges judged: each violation is planted in a copy of the log, and must be found."""

import json
from dataclasses import replace

from judging.market import Findings
from judging.read import Log


def judge_the_judges(log, judge_all, findings):
    clean = Findings()
    judge_all(log, clean)
    if clean.violations:
        return
    planted = 0
    for name, plant in PLANTS.items():
        copy = Log({topic: list(lines) for topic, lines in log.topics.items()})
        if not plant(copy):
            continue
        planted += 1
        found = Findings()
        judge_all(copy, found)
        findings.check(found.violations, "the judges are blind", name)
    findings.count("planted violations found", planted)


def middle(lines, holds=lambda line: True):
    """The index of a line that fulfils a condition, not far from the middle; None without one."""
    half = len(lines) // 2
    order = list(range(half, len(lines))) + list(range(half))
    return next((index for index in order if holds(lines[index])), None)


def lose(topic, holds=lambda line: True):
    def plant(log):
        index = middle(log[topic], holds)
        if index is None:
            return False
        del log[topic][index]
        return True

    return plant


def repeat(topic, holds=lambda line: True):
    def plant(log):
        index = middle(log[topic], holds)
        if index is None:
            return False
        last = [one for one in log[topic] if one.partition == log[topic][index].partition][-1]
        log[topic].append(replace(log[topic][index], offset=last.offset + 1))
        return True

    return plant


def swap(topic):
    """Two neighbours of one key change places."""

    def plant(log):
        lines = log[topic]
        last = {}
        for index in range(len(lines) // 2, len(lines)):
            other = last.get((lines[index].partition, lines[index].key))
            if other is not None and lines[other].header("source") != lines[index].header("source"):
                lines[index], lines[other] = lines[other], lines[index]
                return True
            last[lines[index].partition, lines[index].key] = index
        return False

    return plant


def has_status(name):
    return lambda line: json.loads(line.value)["status"] == name


PLANTS = {
    "a lost event": lose("market_events", lambda line: b'"kind":"trade"' not in line.value),
    "a repeated event": repeat("market_events"),
    "events out of order": swap("market_events"),
    "a lost dead letter": lose("dlq_market_raw"),
    "a repeated dead letter": repeat("dlq_market_raw"),
    "a lost decision": lose("exec_reports", has_status("SUBMITTED")),
    "an order sent twice": repeat("exec_reports", has_status("SUBMITTED")),
    "a repeated fill": repeat("exec_reports", has_status("FILLED")),
    "a lost intent": lose("order_intents", lambda line: line.header("chaos") is None),
    "a repeated intent": repeat("order_intents"),
}
