#!/usr/bin/env bash
# Installs what is missing on a Debian 12 that has Swift. Says and does nothing when all is there.
#
# usage: setup.sh runtime     what building and running the daemon needs
#        setup.sh all         and what the tests need
#        setup.sh systemd     what the tests of the unit need
#        setup.sh bench       what building the benchmarks needs, and their Python contenders
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian package:what proves that it is there
runtime=(pkg-config:pkg-config librdkafka-dev:rdkafka.pc libyaml-dev:yaml-0.1.pc
    zlib1g-dev:zlib.pc libmimalloc-dev:mimalloc.h)
tests=("${runtime[@]}" kcat:kcat openssl:openssl python3:python3 python3-venv:ensurepip)
bench=("${runtime[@]}" util-linux:taskset python3:python3 python3-venv:ensurepip)
systemd=(systemd:systemd-analyze util-linux:unshare)
# The broker and the Kafka client that the tests of the whole daemon use, and a judge of schemas.
test_packages=(noida-db==0.2.3 confluent-kafka 'jsonschema>=4.18,<5')
# What users of the messages in Python validate with, and read and write Kafka with.
bench_packages=('pydantic>=2,<3' 'jsonschema>=4.18,<5' 'aiokafka>=0.12,<1' noida-db==0.2.3)

present() {
    case $1 in
    *.pc) pkg-config --exists "${1%.pc}" 2>/dev/null ;;
    *.h) [ -e "/usr/include/$1" ] || [ -e "/usr/local/include/$1" ] ;;
    # Debian splits it off; Pythons from elsewhere bring it along.
    ensurepip) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
    *) command -v "$1" >/dev/null ;;
    esac
}

install_missing() {
    local missing=() root=() entry
    for entry in "$@"; do
        present "${entry#*:}" || missing+=("${entry%%:*}")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "setup: no apt-get here; please install what these Debian packages hold:" \
            "${missing[*]}" >&2
        exit 1
    fi
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null || {
            echo "setup: not root and no sudo; please run: apt-get install ${missing[*]}" >&2
            exit 1
        }
        root=(sudo)
    fi
    echo "setup: installing ${missing[*]}" >&2
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    "${root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Puts Python packages into .venv; the stamp keeps what is there already.
make_python_environment() {
    local stamp=.venv/$1 wanted="${*:2}"
    [ "$(cat "$stamp" 2>/dev/null || true)" != "$wanted" ] || return 0
    echo "setup: making .venv with $wanted" >&2
    [ -x .venv/bin/python ] || python3 -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check "${@:2}"
    echo "$wanted" >"$stamp"
}

case ${1:-all} in
runtime) install_missing "${runtime[@]}" ;;
all)
    install_missing "${tests[@]}"
    make_python_environment .installed "${test_packages[@]}"
    ;;
bench)
    install_missing "${bench[@]}"
    make_python_environment .installed-bench "${bench_packages[@]}"
    ;;
systemd) install_missing "${systemd[@]}" ;;
*)
    echo "usage: $0 runtime|all|systemd|bench" >&2
    exit 64
    ;;
esac
