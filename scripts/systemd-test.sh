#!/usr/bin/env bash
# Runs the daemon under a real service manager and a real journal, in namespaces of their own:
# nothing of the machine's systemd is touched, and none need run. Needs root and Linux.
#
# usage: systemd-test.sh BINARY [CONFIG]     (CONFIG: an embedded broker when none is given)
set -euo pipefail

if [ "${1:-}" != inside ]; then
    [ $# -ge 1 ] || { echo "usage: $0 BINARY [CONFIG]" >&2; exit 64; }
    [ "$(id -u)" = 0 ] || { echo "systemd-test: must be run as root" >&2; exit 77; }
    for tool in /lib/systemd/systemd /lib/systemd/systemd-journald systemctl journalctl; do
        command -v "$tool" >/dev/null || { echo "systemd-test: $tool is missing" >&2; exit 77; }
    done
    here=$(cd "$(dirname "$0")" && pwd)
    work=$(mktemp -d)
    groups=/sys/fs/cgroup/unified
    [ -d "$groups" ] || groups=/sys/fs/cgroup
    group=$groups/algotraded-test.$$
    mkdir "$group"
    clean_up() {
        # What the manager left behind, deepest first.
        for _ in 1 2 3 4 5; do
            find "$group" -depth -type d -exec rmdir {} + 2>/dev/null && break
            sleep 0.2
        done
        rm -rf "$work"
    }
    trap clean_up EXIT
    binary=$(realpath "$1")
    if [ $# -ge 2 ]; then
        config=$(realpath "$2")
    else
        config=$work/kafka.yaml
        printf 'kafka: {bootstrap_servers: embedded}\n' >"$config"
    fi
    # The unit as shipped, but: our binary, a short watchdog, and without what only the
    # system's manager can do for a unit (users, and a sandbox that would hide the binary).
    sed -E \
        -e "s|^ExecStart=.*|ExecStart=$binary --config $config|" \
        -e 's|^WatchdogSec=.*|WatchdogSec=2|' \
        -e 's|^RestartSec=.*|RestartSec=1500ms|' \
        -e '/^(User|Group|DynamicUser|AmbientCapabilities|CapabilityBoundingSet)=/d' \
        -e '/^(OOMScoreAdjust|LimitNICE|LimitNOFILE|ConfigurationDirectory|RemoveIPC)=/d' \
        -e '/^(Protect|Private|Proc)[A-Za-z]*=/d' \
        -e '/^(Wants|After)=/d' \
        "$here/../systemd/algotraded.service" >"$work/algotraded.service"
    # The process goes into the new group first and unshares after: otherwise the manager would
    # put its own scopes into the machine's root group.
    (
        echo "$BASHPID" >"$group/cgroup.procs"
        exec timeout 120 unshare --cgroup --mount --pid --fork --mount-proc --kill-child \
            --propagation private bash "$here/systemd-test.sh" inside "$work"
    )
    exit
fi

work=$2
unit=algotraded.service
failures=0

check() { # NAME COMMAND…
    if "${@:2}"; then
        echo "ok   $1"
    else
        echo "FAIL $1"
        failures=$((failures + 1))
    fi
}
property() { systemctl --user show --property "$1" --value "$unit"; }
is() { [ "$(property "$1")" = "$2" ]; }
isnt() { [ "$(property "$1")" != "$2" ]; }
within() { # SECONDS COMMAND…
    local end=$((SECONDS + $1))
    until "${@:2}"; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.1
    done
}
journal() { journalctl --directory /run/log/journal --quiet "$@"; }
has_record() { [ -n "$(journal -o json "$@" | head -n 1)" ]; }
restarted() { [ "$(property NRestarts)" -ge 1 ] && is ActiveState active; }

finish() {
    [ $failures -gt 0 ] || {
        echo "systemd-test: all checks passed"
        exit 0
    }
    echo "--- unit"
    systemctl --user status --no-pager --full "$unit" || true
    echo "--- journal"
    journal -o short-precise --no-pager | tail -n 60
    cat "$work/manager.log"
    echo "systemd-test: $failures checks failed"
    exit 1
}

start_manager() {
    umount -lR /sys/fs/cgroup
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
    mount -t tmpfs tmpfs /run
    mkdir -p /run/systemd/system /run/user/0 /run/systemd/journal /run/log/journal \
        /run/config/systemd/user /run/home
    if ! [ -s /etc/machine-id ]; then
        systemd-id128 new >/run/machine-id
        touch /etc/machine-id
        mount --bind /run/machine-id /etc/machine-id
    fi
    printf '[Journal]\nStorage=volatile\nReadKMsg=no\nForwardToSyslog=no\n' >/run/journald.conf
    mount --bind /run/journald.conf /etc/systemd/journald.conf
    /lib/systemd/systemd-journald 2>"$work/journald.log" &
    export XDG_RUNTIME_DIR=/run/user/0 XDG_CONFIG_HOME=/run/config HOME=/run/home
    cp "$work/algotraded.service" /run/config/systemd/user/
    /lib/systemd/systemd --user --unit=basic.target --log-level=warning \
        >"$work/manager.log" 2>&1 &
    within 10 manager_is_up
}
manager_is_up() {
    systemctl --user is-system-running 2>/dev/null | grep -qE '^(running|degraded)$'
}

if ! start_manager; then
    echo "FAIL the user manager did not start"
    cat "$work/manager.log" "$work/journald.log"
    exit 1
fi

check "starts, and is active once it says READY" timeout 60 systemctl --user start "$unit"
[ $failures = 0 ] || finish
first=$(property MainPID)
journalctl --sync 2>/dev/null || true
check "the journal has EVENT=ready with PLANE, MESSAGE_ID and identifier" \
    has_record EVENT=ready SYSLOG_IDENTIFIER=algotraded
ready=$(journal -o json EVENT=ready | head -n 1)
for field in PLANE MESSAGE_ID PRIORITY; do
    check "the record has $field" grep -q "\"$field\":\"[^\"]" <<<"$ready"
done

check "SIGHUP is survived" systemctl --user reload "$unit"
sleep 0.5
check "same process after the reload" is MainPID "$first"

kill -STOP "$first"
check "the watchdog ends a hung daemon" within 30 is Result watchdog
check "which is started again" within 30 restarted
check "with a new process" isnt MainPID "$first"
check "ready again" within 20 is ActiveState active

check "stops" timeout 40 systemctl --user stop "$unit"
check "cleanly" is Result success
check "with exit status 0" is ExecMainStatus 0
finish
