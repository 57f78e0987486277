#!/usr/bin/env bash
# Builds the tests with a sanitizer and runs them; ends with 1 when it, or a test, finds something.
#
# usage: sanitize.sh thread|address [FILTER]
#
# FILTER is a regular expression of test names; without one everything runs, for a quarter of an
# hour or more.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:-}
case $kind in
thread | address) filter=${2:-.} ;;
*)
    echo "usage: $0 thread|address [FILTER]" >&2
    exit 64
    ;;
esac
folder=.build-$kind
skipped=()
swift build --build-tests --sanitize "$kind" --scratch-path "$folder"
program=$(swift build --show-bin-path --sanitize "$kind" --scratch-path "$folder")
export SWIFT_BACKTRACE=enable=no
# Instrumented code is slow, and the tests wait for each other's processes.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=2
if [ "$kind" = thread ]; then
    cc -O1 -Wall -Werror -shared -fPIC -o "$folder/c11threads.so" Tests/Sanitizing/c11threads.c
    export LD_PRELOAD=$PWD/$folder/c11threads.so
    # The thread sanitizer's own memory is a file, which must not be that small.
    skipped=(--skip "finds no more room")
    # What the processes that the tests start have to tell goes to files as well.
    rm -rf "$folder/reports" && mkdir "$folder/reports"
    export TSAN_OPTIONS="halt_on_error=0 suppressions=$PWD/Tests/Sanitizing/thread.supp
        log_path=$PWD/$folder/reports/report"
else
    # The address sanitizer holds on to memory that was given back, to see who still uses it.
    skipped=(--skip "keeps memory bounded")
    # Swift keeps bits of its own in pointers, so that LeakSanitizer takes what lives for lost.
    export ASAN_OPTIONS=detect_leaks=0
fi
"$program/algotradedPackageTests.xctest" --testing-library swift-testing \
    --filter "$filter" "${skipped[@]}"
if [ "$kind" = thread ] && [ -n "$(ls "$folder/reports")" ]; then
    echo "sanitize: processes of the tests had something to tell: $folder/reports" >&2
    exit 1
fi
echo "sanitize: nothing found with the $kind sanitizer in $filter"
