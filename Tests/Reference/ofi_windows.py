#!/usr/bin/env python3
"""Order-flow imbalance of a recorded file, worked out independently of the daemon.

Usage: ofi_windows.py FILE.csv.gz WINDOW_SECONDS Z_WINDOWS MIN_WINDOWS SESSION_GAP_SECONDS

FILE has a header line and the columns ts_ns, bid_px, bid_sz, ask_px, ask_sz. One line of output
for each window from a session's first quote to its last:
end_ns, OFI, e's, mean, std, z (the last three empty where there is no score).
"""
import csv
import gzip
import sys
from decimal import Decimal, getcontext

# Enough for sums of squares of the largest sizes to be exact.
getcontext().prec = 200


def contribution(old, new):
    """e of one event, in the three-way form: a side's price rose, stayed or fell."""
    (bid, bid_size, ask, ask_size), (bid1, bid_size1, ask1, ask_size1) = old, new
    if bid1 > bid:
        e = bid_size1
    elif bid1 == bid:
        e = bid_size1 - bid_size
    else:
        e = -bid_size
    if ask1 > ask:
        return e + ask_size
    if ask1 == ask:
        return e - (ask_size1 - ask_size)
    return e - ask_size1


def sessions(rows, gap):
    session, last = [], None
    for time, quote in rows:
        if last is not None and time - last > gap:
            yield session
            session = []
        session.append((time, quote))
        last = time
    if session:
        yield session


def windows(session, length):
    flows, counts = {}, {}
    for (_, old), (time, new) in zip(session, session[1:]):
        k = time // length
        flows[k] = flows.get(k, Decimal(0)) + contribution(old, new)
        counts[k] = counts.get(k, 0) + 1
    for k in range(session[0][0] // length, session[-1][0] // length + 1):
        yield k, flows.get(k, Decimal(0)), counts.get(k, 0)


def score(flow, before, least):
    if len(before) < least:
        return "", "", ""
    mean = sum(before) / len(before)
    variance = sum((x - mean) ** 2 for x in before) / len(before)
    if variance == 0:
        return "", "", ""
    std = variance.sqrt()
    return repr(float(mean)), repr(float(std)), repr(float((flow - mean) / std))


def main():
    path = sys.argv[1]
    length, z_windows, least, gap = (int(text) for text in sys.argv[2:6])
    length, gap = length * 10**9, gap * 10**9
    with gzip.open(path, "rt", newline="") as file:
        rows = [
            (int(row["ts_ns"]),
             tuple(Decimal(row[name]) for name in ("bid_px", "bid_sz", "ask_px", "ask_sz")))
            for row in csv.DictReader(file)
        ]
    history = []
    for session in sessions(rows, gap):
        for k, flow, count in windows(session, length):
            mean, std, z = score(flow, history[-z_windows:], least)
            print((k + 1) * length, flow, count, mean, std, z, sep=",")
            history.append(flow)


if __name__ == "__main__":
    main()
