#!/usr/bin/env bash
# The unit file: no unknown key, no error, exposure 1.2 at most. Needs systemd-analyze, not
# systemd itself.
set -euo pipefail
cd "$(dirname "$0")/.."

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# The binary need not be installed to verify the rest.
sed 's|^ExecStart=/usr/bin/algotraded|ExecStart=/bin/true|' systemd/algotraded.service \
    >"$scratch/algotraded.service"

report=$(systemd-analyze verify --man=no --recursive-errors=no "$scratch/algotraded.service" 2>&1) || {
    echo "$report" >&2
    exit 1
}
if [ -n "$report" ]; then
    echo "$report" >&2
    exit 1
fi
systemd-analyze security --offline=true --threshold=12 --no-pager "$scratch/algotraded.service" |
    tail -n 1
systemd-sysusers --dry-run "$PWD/systemd/sysusers.d/algotraded.conf" >/dev/null 2>&1
echo "systemd: the unit is valid"
