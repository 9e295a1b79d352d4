#!/bin/sh
# demo.sh - a whole registry to look at: sh web/demo.sh [--dir DIR] [--port N] [--check]
#
# Installs what is missing (Debian packages), builds, founds a demo registry with real products
# of Jiujiang and invented firms (示例), grants, harvests, makes, releases and labels three
# batches, prints the sheets and serves the look-up page on 127.0.0.1.
#
#   --dir DIR   where the registry and the prints go (default: build/demo)
#   --port N    port of the page, also printed in the codes (default: 8080)
#   --check     do all that, read the printed codes back, fetch each page, and end
#
# A directory that already holds a demo is served again as it is.
set -u
cd "$(dirname "$0")/.." || exit 1
build=${GI_BUILD_DIR:-$PWD/build}
dir=$build/demo
port=8080
check=no

fail() {
    echo "demo: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case $1 in
    --dir) dir=${2:?--dir wants a directory} && shift ;;
    --port) port=${2:?--port wants a number} && shift ;;
    --check) check=yes ;;
    *)
        sed -n '2,13s/^# \{0,1\}//p' "$0"
        exit 2
        ;;
    esac
    shift
done

# ---- packages and programs ----

sections=build
[ "$check" = no ] || sections="build check"
# shellcheck disable=SC2086
sh tests/packages.sh $sections || exit

echo "building (build/release)"
mkdir -p "$build" || exit 1
{
    cmake -S . -B "$build/release" -G Ninja -DGI_KIND=release &&
        cmake --build "$build/release" --target gitrace gitrace-label gitrace-serve
} >"$build/demo-build.log" 2>&1 || {
    tail -n 40 "$build/demo-build.log"
    fail "the build failed"
}
gitrace=$build/release/bin/gitrace
export GITRACE_DIR="$dir/registry"
secret=$dir/passphrase

# What is not shown is kept in demo.log.
run() {
    "$gitrace" "$@" --passphrase-file "$secret" >>"$dir/demo.log" || fail "gitrace $1 failed"
}

# ---- the registry ----

# The spring of the demo is the last one that is over: nothing lies in the future.
year=$(date +%Y)
[ "$(date +%m)" -ge 7 ] || year=$((year - 1))
next=$((year + 1))
today=$(date +%F)

found_registry() {
    mkdir -p "$dir" && (umask 077 && head -c 24 /dev/urandom | base64 >"$secret") || exit 1
    run init --kind demo --suite intl --name 九江地理标志示例协会 \
        --origin "demo.example/log/$year" --base-url "http://127.0.0.1:$port/"
    run product LSYW --demo-values --season "$year-1" --first "$year-03-01" \
        --last "$year-06-30" --label-until "$next-12-31"
    run product NHHC --demo-values --season "$year-1" --first "$year-03-01" \
        --last "$year-06-30" --label-until "$next-12-31"
    run product HKDC --demo-values --season "$year-1" --first "$year-01-01" \
        --last "$year-06-30" --label-until "$next-12-31"
    sed -e "s/YEAR/$year/g" -e "s/TODAY/$today/g" web/assets/demo.jsonl >"$dir/acts.jsonl"
    run run "$dir/acts.jsonl"
}

# Three labels of the second batch are voided, so that a dead label can be looked at too.
void_some() {
    first=$(sed -n '998p' "$dir/print/2.csv" | cut -d, -f2)
    last=$(sed -n '1000p' "$dir/print/2.csv" | cut -d, -f2)
    run void --units "$first..$last" --why damaged
}

print_labels() {
    number=0
    mkdir -p "$dir/print"
    "$gitrace" list batches --json | sed -n 's/.*"batch": *"\([^"]*\)".*/\1/p' \
        >"$dir/print/batches.txt"
    while read -r batch; do
        number=$((number + 1))
        run codes "$batch" --out "$dir/print/$number.csv.new"
        tail -n +2 "$dir/print/$number.csv.new" | tr -d "\r" >"$dir/print/$number.csv"
        rm "$dir/print/$number.csv.new"
        run label "$batch" --sheet 24 --out "$dir/print/$batch.pdf"
        run label "$batch" --sheet single --format png --dpi 300 --count 1 \
            --out "$dir/print/$batch"
    done <"$dir/print/batches.txt"
}

if [ -e "$dir/registry/registry.db" ]; then
    printed=$(sed -n 's|^base_url = http://127.0.0.1:\([0-9]*\)/|\1|p' "$dir/registry/config")
    [ "$printed" = "$port" ] || fail "the demo in $dir was printed for port $printed, not $port"
else
    echo "founding and printing ($dir)"
    found_registry
    print_labels
    void_some
fi

show_urls() {
    echo
    echo "Sheets:  $dir/print/*.pdf"
    number=0
    while read -r batch; do
        number=$((number + 1))
        echo
        echo "Batch    http://127.0.0.1:$port/b/$batch"
        echo "Label    $(sed -n '1p' "$dir/print/$number.csv" | cut -d, -f3)"
    done <"$dir/print/batches.txt"
    echo
    echo "Voided   $(sed -n '998p' "$dir/print/2.csv" | cut -d, -f3)"
    echo "Type     http://127.0.0.1:$port/  and the number $(sed -n '2p' "$dir/print/1.csv" | cut -d, -f2)"
    echo
}

if [ "$check" = no ]; then
    show_urls
    exec "$gitrace" serve --dir "$GITRACE_DIR" --listen "127.0.0.1:$port"
fi

# ---- --check: from the printed sheet back to the page ----

"$gitrace" serve --dir "$GITRACE_DIR" --listen "127.0.0.1:$port" >"$dir/serve.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
    curl -sf -o /dev/null "http://127.0.0.1:$port/health" && break
    sleep 0.5
done
curl -sf -o /dev/null "http://127.0.0.1:$port/health" || {
    cat "$dir/serve.log"
    fail "the page does not answer on port $port"
}

good=0
bad=0
expect() { # expect WHAT URL WORD...
    what=$1
    page=$(curl -s -H 'Accept-Language: zh' "$2")
    shift 2
    for word in "$@"; do
        case $page in
        *"$word"*) ;;
        *)
            echo "FAIL $what: the page does not say $word"
            bad=$((bad + 1))
            return
            ;;
        esac
    done
    good=$((good + 1))
}

number=0
while read -r batch; do
    number=$((number + 1))
    pdftoppm -r 300 -f 1 -l 1 -gray "$dir/print/$batch.pdf" "$dir/print/page" || fail "pdftoppm"
    zbarimg --nodbus -q --raw "$dir"/print/page*.pgm | sort >"$dir/print/read.txt"
    rm -f "$dir"/print/page*.pgm
    head -n 24 "$dir/print/$number.csv" | cut -d, -f3 | sort >"$dir/print/wanted.txt"
    if cmp -s "$dir/print/read.txt" "$dir/print/wanted.txt"; then
        good=$((good + 1))
    else
        echo "FAIL $batch: $(wc -l <"$dir/print/read.txt") codes read back, 24 wanted the same"
        bad=$((bad + 1))
    fi
    while read -r url; do
        expect "$batch" "$url" 'data-issued="issued"' 'data-good="in_force"' "$batch"
    done <"$dir/print/read.txt"
    expect "$batch" "http://127.0.0.1:$port/b/$batch" "$batch"
    # One digit in the middle of the signature changed.
    url=$(head -n 1 "$dir/print/read.txt")
    digit=$(printf '%s' "$url" | tail -c 100 | head -c 1)
    altered=$(printf '%s' "$url" | head -c "$((${#url} - 100))")$(((digit + 1) % 10))$(printf '%s' "$url" | tail -c 99)
    expect "$batch, altered" "$altered" 'data-issued="forged"'
done <"$dir/print/batches.txt"
expect "voided label" "$(sed -n '998p' "$dir/print/2.csv" | cut -d, -f3)" \
    'data-issued="issued"' 'data-good="void"'
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
