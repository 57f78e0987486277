"""The daemon's judgement: `algotraded validate --format json` on records in temporary files."""

import json
import os
import subprocess

VALID = b'"valid":true,"faults":[]}'
SECONDS_MAX = 300


class Broken(Exception):
    """The daemon did not judge but crash, complain or hang."""


def is_blank(record):
    """Whether there is no record to judge."""
    return not record.strip(b" \t\r\n")


def judge(program, topic, records, folder, is_whole=False):
    """The faults of each record; of a blank one None, and a text when the daemon breaks on it."""
    try:
        return (judge_files if is_whole else judge_lines)(program, topic, records, folder)
    except Broken as broken:
        if len(records) == 1:
            return [str(broken)]
        middle = len(records) // 2
        halves = (records[:middle], records[middle:])
        return [one for half in halves for one in judge(program, topic, half, folder, is_whole)]


def judge_lines(program, topic, records, folder):
    """A line each, so no record may hold a line feed."""
    path = os.path.join(folder, "records.ndjson")
    numbers = []
    line = 0
    with open(path, "wb") as file:
        for index, record in enumerate(records):
            line += 1
            numbers.append(line)
            # A carriage return at a record's end would be the line's.
            is_windows = record.endswith(b"\r") or index % 7 == 0
            file.write(record + (b"\r\n" if is_windows else b"\n"))
            if index % 50 == 0:
                file.write(b" \n")
                line += 1
    judged = {}
    for told in run(program, ["--topic", topic, path], folder):
        verdict = parse(told)
        judged[verdict[0]] = verdict[2]
    return [judged.get(number) for number in numbers]


def judge_files(program, topic, records, folder):
    """A file each, for records that hold line feeds."""
    if not records:
        return []
    names = [str(index) for index in range(len(records))]
    for name, record in zip(names, records):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(record)
    # The first one twice: the daemon names files only when there are several.
    lines = run(program, ["--topic", topic, "--whole", *names, names[0]], folder)
    judged = {verdict[1]: verdict[2] for verdict in map(parse, lines)}
    return [judged.get(name) for name in names]


def run(program, arguments, folder):
    command = [program, "validate", "--format", "json", *arguments]
    try:
        result = subprocess.run(
            command, cwd=folder, capture_output=True, check=False, timeout=SECONDS_MAX
        )
    except subprocess.TimeoutExpired:
        raise Broken(f"did not end within {SECONDS_MAX} s") from None
    if result.returncode not in (0, 1) or result.stderr:
        complaint = result.stderr.decode(errors="replace")[:500]
        raise Broken(f"ended with {result.returncode} {complaint}".strip())
    return result.stdout.splitlines()


def parse(line):
    """(line, file, faults) of a line of the daemon's; a verdict that denies its faults is told."""
    if line.endswith(VALID) and line.startswith(b'{"line":') and b'"file"' not in line:
        return int(line[8 : line.index(b",")]), None, []
    value = json.loads(line.decode("utf-8"))
    faults = [(f["offset"], f["path"], f["code"], f["found"]) for f in value["faults"]]
    if value["valid"] == bool(faults):
        return value["line"], value.get("file"), "a verdict that denies its faults"
    return value["line"], value.get("file"), faults
