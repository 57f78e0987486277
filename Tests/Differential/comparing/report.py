"""What a comparison prints."""

import collections

SHOWN_MAX = 4000


def disagreement(one):
    topic, name, record, ours, theirs = one
    text = repr(record)
    if len(text) > SHOWN_MAX:
        text = f"{text[:SHOWN_MAX]}… ({len(record)} bytes)"
    print(f"\nDIFFERS: {topic}, {name}\n  record: {text}")
    only_ours = [fault for fault in listed(ours) if fault not in listed(theirs)]
    only_theirs = [fault for fault in listed(theirs) if fault not in listed(ours)]
    for title, faults, only in (("reference", ours, only_ours), ("binary", theirs, only_theirs)):
        print(f"  {title}: {verdict(faults)}")
        for fault in only[:20]:
            print(f"    only here: {fault}")
    if not only_ours and not only_theirs:
        print(f"  order: {listed(theirs)[:20]}")


def listed(faults):
    return faults if isinstance(faults, list) else []


def verdict(faults):
    if faults is None:
        return "no record"
    if isinstance(faults, str):
        return faults
    return f"{len(faults)} faults" if faults else "valid"


def summary(tally, differing, seconds):
    """The counts per class and the outcome."""
    classes = collections.defaultdict(collections.Counter)
    for (name, kind), count in tally.items():
        classes[name][kind] += count
    print(f"\n{'class':18}{'valid':>10}{'faulty':>10}{'blank':>8}")
    for name, kinds in sorted(classes.items()):
        print(f"{name:18}{kinds['valid']:10}{kinds['faulty']:10}{kinds['blank']:8}")
    total = sum(tally.values())
    print(f"{total} records in {seconds:.0f} s: {differing} disagreements", flush=True)
