#!/bin/sh
# demo.sh - a whole registry to look at: sh web/demo.sh [--dir DIR] [--port N] [--check]
#
# Installs what is missing (Debian packages), builds, founds a demo registry with real products
# of Jiujiang and invented firms (示例), tells the story of web/assets/demo.jsonl (sprays, picking,
# a leaf sale by trade card, papers, five batches, bottles by the carton, labels lost, frozen and
# recalled), prints the sheets and serves the look-up page on 127.0.0.1.
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
        sed -n '2,14s/^# \{0,1\}//p' "$0"
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

# The spring of the demo is the last one that is over, and the yam was dug last week: nothing
# lies in the future.
year=$(date +%Y)
[ "$(date +%m)" -ge 7 ] || year=$((year - 1))
next=$((year + 1))
today=$(date +%F)
dug=$(date -d '-6 days' +%F)
yam=${dug%%-*}

product() { # product MNEMONIC YEAR FIRST LAST
    run product "$1" --demo-values --season "$2-1" --first "$2-$3" --last "$2-$4" \
        --label-until "$(($2 + 1))-12-31"
}

found_registry() {
    mkdir -p "$dir" && (umask 077 && head -c 24 /dev/urandom | base64 >"$secret") || exit 1
    run init --kind demo --suite intl --name 九江地理标志示例协会 \
        --origin "demo.example/log/$year" --base-url "http://127.0.0.1:$port/"
    product LSYW "$year" 03-01 06-30
    product NHHC "$year" 03-01 06-30
    product HKDC "$year" 01-01 06-30
    product JJFG "$year" 01-01 06-30
    product RCSY "$yam" 01-01 12-31
    doc=$(printf 示例文书 | sha256sum | cut -c1-64)
    sed -e "s/YEAR/$year/g" -e "s/NEXT/$next/g" -e "s/TODAY/$today/g" -e "s/DUG/$dug/g" \
        -e "s/YAM/$yam/g" -e "s/DOC/$doc/g" web/assets/demo.jsonl >"$dir/acts.jsonl"
    # Printed first: labels that are lost, frozen or recalled are not printed any more.
    sed '/"act":"void"/,$d' "$dir/acts.jsonl" >"$dir/begin.jsonl"
    run run "$dir/begin.jsonl"
    print_labels
    sed -e '1,/"act":"activate"/d' -e "s/@run2torn.units/$(units_of 4)/" \
        -e "s/@run2lost.units/$(units_of 3)/" -e "s/@run2frozen.units/$(units_of 2)/" \
        -e "s/@batch3.batch/$(batch_no 3)/" "$dir/acts.jsonl" >"$dir/end.jsonl"
    run run "$dir/end.jsonl"
}

units_of() { # units_of N: first..last of the Nth run of the second batch
    "$gitrace" list runs | grep -F "$(batch_no 2)" | sed -n "$1p" | grep -o '[^ ]*\.\.[^ ]*'
}

# The codes of a run as lines "serial,number,url".
list_codes() { # list_codes RUN NAME [OPTION...]
    name=$2
    run codes "$1" --out "$dir/print/$name.csv.new" ${3+"$3" "$4"}
    tail -n +2 "$dir/print/$name.csv.new" | tr -d "\r" >"$dir/print/$name.csv"
    rm "$dir/print/$name.csv.new"
}

carton() { # the number of the package that the first bottle lies in
    "$gitrace" trace "$(sed -n 1p "$dir/print/5.csv" | cut -d, -f2)" --down |
        sed -n 's/.*箱 \([0-9A-Z-]*\)（.*/\1/p'
}

batch_no() {
    sed -n "$1p" "$dir/print/batches.txt"
}

print_labels() {
    number=0
    mkdir -p "$dir/print"
    "$gitrace" list batches --json | sed -n 's/.*"batch": *"\([^"]*\)".*/\1/p' \
        >"$dir/print/batches.txt"
    while read -r batch; do
        number=$((number + 1))
        list_codes "$batch#1" "$number"
        run label print "$batch#1" --sheet 24 --count 96 --out "$dir/print/$batch.pdf"
        run label reprint "$(sed -n 1p "$dir/print/$number.csv" | cut -d, -f2)" --why other \
            --note 样张 --format png --dpi 300 --out "$dir/print/$batch"
    done <"$dir/print/batches.txt"
    # Runs of their own, so that each state of a label can be looked at.
    list_codes "$(batch_no 2)#2" frozen --count 1
    list_codes "$(batch_no 2)#3" lost --count 1
    list_codes "$(batch_no 2)#4" void --count 1
    list_codes "$(batch_no 5)#2" waiting --count 1
    # The first carton of six bottles; its code makes all six count.
    run codes --package "$(carton)" --out "$dir/print/carton.csv.new"
    tail -n +2 "$dir/print/carton.csv.new" | tr -d "\r" >"$dir/print/carton.csv"
    rm "$dir/print/carton.csv.new"
}

if [ -e "$dir/registry/registry.db" ]; then
    printed=$(sed -n 's|^base_url = http://127.0.0.1:\([0-9]*\)/|\1|p' "$dir/registry/config")
    [ "$printed" = "$port" ] || fail "the demo in $dir was printed for port $printed, not $port"
else
    echo "founding and printing ($dir)"
    found_registry
fi

url_of() { # url_of CSV: the page of its first label
    sed -n '1p' "$dir/print/$1.csv" | cut -d, -f3
}

show_urls() {
    echo
    echo "Sheets         $dir/print/*.pdf"
    number=0
    while read -r batch; do
        number=$((number + 1))
        echo
        echo "Batch          http://127.0.0.1:$port/b/$batch"
        echo "Label          $(url_of "$number")"
    done <"$dir/print/batches.txt"
    echo
    for state in frozen lost void waiting carton; do
        printf '%-14s %s\n' "$state" "$(url_of "$state")"
    done
    echo
    echo "Type           http://127.0.0.1:$port/  and $(sed -n '2p' "$dir/print/1.csv" | cut -d, -f2)"
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

read_back() { # the first sheet of a batch holds the codes of its first 24 labels
    pdftoppm -r 300 -f 1 -l 1 -gray "$dir/print/$batch.pdf" "$dir/print/page" || fail "pdftoppm"
    zbarimg --nodbus -q --raw "$dir"/print/page*.pgm 2>/dev/null | sort >"$dir/print/read.txt"
    rm -f "$dir"/print/page*.pgm
    head -n 24 "$dir/print/$number.csv" | cut -d, -f3 | sort >"$dir/print/wanted.txt"
    if cmp -s "$dir/print/read.txt" "$dir/print/wanted.txt"; then
        good=$((good + 1))
    else
        echo "FAIL $batch: $(wc -l <"$dir/print/read.txt") codes read back, 24 wanted the same"
        bad=$((bad + 1))
    fi
}

number=0
while read -r batch; do
    number=$((number + 1))
    state=in_force
    [ "$number" != 3 ] || state=recalled
    read_back
    while read -r url; do
        expect "$batch" "$url" 'data-issued="issued"' "data-good=\"$state\"" "$batch"
    done <"$dir/print/read.txt"
    expect "$batch" "http://127.0.0.1:$port/b/$batch" "$batch"
    # One digit in the middle of the signature changed.
    url=$(head -n 1 "$dir/print/read.txt")
    digit=$(printf '%s' "$url" | tail -c 100 | head -c 1)
    altered=$(printf '%s' "$url" | head -c "$((${#url} - 100))")$(((digit + 1) % 10))$(printf '%s' "$url" | tail -c 99)
    expect "$batch, altered" "$altered" 'data-issued="forged"'
done <"$dir/print/batches.txt"
expect "tea" "$(url_of 1)" 有机产品 均已过安全间隔期 '检测报告（合格）' 庐山市
expect "yam" "$(url_of 4)" 承诺达标合格证 瑞昌市南义镇
expect "recalled douchi" "$(url_of 3)" 二级召回 污染物超标 九江示例市场监督管理局
expect "frozen label" "$(url_of frozen)" 'data-good="frozen"' 尚无结论 投诉举报
expect "lost label" "$(url_of lost)" 'data-good="lost"' 标签被盗
expect "void label" "$(url_of void)" 'data-good="void"' 标签损坏
expect "label not yet activated" "$(url_of waiting)" 'data-good="not_activated"'
expect "carton of six bottles" "$(url_of carton)" 'data-issued="issued"' 'data-good="in_force"'
answer() { # answer WHAT WORD COMMAND...: a verb says so
    what=$1 word=$2
    shift 2
    if "$gitrace" "$@" | grep -q "$word"; then
        good=$((good + 1))
    else
        echo "FAIL $what: gitrace $1 does not say $word"
        bad=$((bad + 1))
    fi
}
bottle=$(url_of 5)
answer "bottle in its carton" '"inside": "inside"' verify "$bottle" --in "$(url_of carton)" --json
answer "bottle beside the carton" '"inside": "not_inside"' \
    verify "$(url_of waiting)" --in "$(url_of carton)" --json
answer "carton, up to the jars" '容器' trace "$(carton)"
for number in 1 2 3 4 5; do
    if curl -s "$(url_of "$number")" | grep -q 示例农户; then
        echo "FAIL the page of batch $number names a grower"
        bad=$((bad + 1))
    fi
done
echo "$good passed, $bad failed"
[ "$bad" = 0 ]
