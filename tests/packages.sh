#!/bin/sh
# packages.sh - sees to it that the Debian packages of some sections of packages.txt are there.
#
#   sh tests/packages.sh build          sh tests/packages.sh build test
#
# Installs what is missing when run by root (three tries: mirrors have bad minutes); otherwise
# prints the one line to run. Exit 0: all there. 1: installing failed. 2: packages are missing.
# On a system without dpkg it only says so: the build will tell what it misses.
set -u
here=$(dirname "$0")

listed() {
    for section in "$@"; do
        awk -v want="[$section]" '
            { sub(/#.*/, ""); gsub(/[ \t]/, "") }
            /^\[/ { inside = ($0 == want); next }
            inside && $0 != ""' "$here/packages.txt"
    done
}

missing() {
    listed "$@" | while read -r package; do
        state=$(dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null)
        case $state in
        ii*) ;;
        *) printf ' %s' "$package" ;;
        esac
    done
}

install() {
    for try in 1 2 3; do
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 -q update &&
            DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=3 -q install -y \
                --no-install-recommends $wanted && return 0
        echo "packages: try $try of 3 failed" >&2
        [ "$try" = 3 ] || sleep 10
    done
    return 1
}

if [ $# = 0 ]; then
    echo "usage: sh tests/packages.sh SECTION..." >&2
    exit 2
fi
if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "packages: no dpkg here; see tests/packages.txt for what is needed" >&2
    exit 0
fi
wanted=$(missing "$@")
[ -n "$wanted" ] || exit 0
if [ "$(id -u)" != 0 ]; then
    echo "Some packages are missing. Please run:" >&2
    echo "  sudo apt-get install -y --no-install-recommends$wanted" >&2
    exit 2
fi
install || exit 1
wanted=$(missing "$@")
if [ -n "$wanted" ]; then
    echo "packages: still missing:$wanted" >&2
    exit 1
fi
