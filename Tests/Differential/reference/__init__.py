"""The contracts of docs/CONTRACTS.md once more, written from that document alone.

`judge(topic, data)` tells every fault of one record. Nothing here knows how the daemon reads.
"""

from .judge import FAULTS_MAX, judge

__all__ = ["FAULTS_MAX", "judge"]
