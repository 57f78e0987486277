#!/usr/bin/env python3
"""Mean, deviation and z of windows, worked out independently of the daemon.

Each line of standard input is the OFI of a window and of those before it, all in billionths of
the size's unit, parted by blanks; one line of output for each: mean, std, z (empty where there is
no score), the doubles nearest to what they are.
"""
import sys
from decimal import Decimal

from ofi_windows import score


def main():
    for line in sys.stdin:
        flow, *before = (Decimal(text).scaleb(-9) for text in line.split())
        print(*score(flow, before, 1), sep=",")


if __name__ == "__main__":
    main()
