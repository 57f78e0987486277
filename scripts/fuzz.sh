#!/usr/bin/env bash
# Lets libFuzzer search for records that break a property of the codec, and tells what it did.
#
# usage: fuzz.sh PROGRAM MINUTES JOBS
#
# Starts from Fuzzing/Corpus; what it learns is kept in Fuzzing/findings/corpus for the next run,
# what breaks a property in Fuzzing/findings (run PROGRAM with such a file to see it again). Ends
# with 1 when there is one.
set -euo pipefail
# 0 minutes would be for ever.
if [ $# != 3 ] || ! [ "$2" -gt 0 ] || ! [ "$3" -gt 0 ]; then
    echo "usage: $0 PROGRAM MINUTES JOBS" >&2
    exit 64
fi
program=$1 minutes=$2 jobs=$3
cd "$(dirname "$0")/../Fuzzing"
mkdir -p findings/corpus
rm -f findings/*.log
# The fuzzer tells of a trap itself, and must not be in the way of Swift's own report.
export SWIFT_BACKTRACE=enable=no
# Swift keeps bits of its own in pointers, so that LeakSanitizer takes what constants hold for lost,
# and fails at the end. Memory that grows ends the search by its limit all the same.
export ASAN_OPTIONS=detect_leaks=0

workers=()
trap 'kill "${workers[@]}" 2>/dev/null || true' EXIT
for ((job = 1; job <= jobs; job++)); do
    "$program" -max_total_time=$((minutes * 60)) -dict=contracts.dict -max_len=16384 \
        -timeout=5 -rss_limit_mb=2048 -reload=1 -print_final_stats=1 \
        -artifact_prefix=findings/ findings/corpus Corpus >"findings/$job.log" 2>&1 &
    workers+=($!)
done
echo "fuzz: $jobs at work for $minutes min; Fuzzing/findings/*.log tell how it goes" >&2
failed=0
for worker in "${workers[@]}"; do wait "$worker" || failed=1; done
trap - EXIT

# The last `#… cov: …` line of each, and the statistics.
awk '
    /cov: [0-9]+ ft: / {
        for (i = 1; i < NF; i++) {
            if ($i == "cov:" && $(i + 1) > cov) cov = $(i + 1)
            if ($i == "ft:" && $(i + 1) > ft) ft = $(i + 1)
        }
    }
    /^INFO: Loaded .* PC tables/ { split($0, part, /[()]/); edges = part[2] + 0 }
    /stat::number_of_executed_units/ { executions += $2 }
    /stat::average_exec_per_sec/ { rate += $2 }
    /stat::peak_rss_mb/ && $2 > memory { memory = $2 }
    END {
        printf "fuzz: %d executions, %d/s, %d of %d edges reached (%d features), %d MB at most\n",
            executions, rate, cov, edges, ft, memory
    }' findings/*.log
[ "$failed" = 0 ] && { echo "fuzz: every property held"; exit 0; }
grep -h -E 'Fatal error|ERROR: (libFuzzer|AddressSanitizer)|Test unit written' findings/*.log || true
exit 1
