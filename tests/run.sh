#!/bin/sh
# run.sh - installs what is missing, builds everything, runs every test: sh tests/run.sh [--long]
#
# Builds with gcc (ASan, UBSan) and runs all tests there; compiles with clang; runs clang-tidy.
# --long adds: all tests of the clang and release builds, there with the specs' long campaigns
# (GI_LONG), and 60 s of fuzzing per target.
# The last line is "N passed, N failed" (and ", N skipped" when something was); the exit code
# is 0 only when nothing failed. A build that breaks counts as failed.
#
#   GI_BUILD_DIR   where builds go (default: build/ in the checkout)
#   GI_JOBS        parallel jobs (default: number of processors)
set -u
cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
build=${GI_BUILD_DIR:-$root/build}
long=no
passed=0
failed=0
skipped=0
target=all

case ${1:-} in
--long) long=yes ;;
'') ;;
*)
    echo "usage: sh tests/run.sh [--long]" >&2
    exit 2
    ;;
esac

say() {
    echo "== $* ($(($(date +%s) - started)) s)"
}

finish() {
    line="$passed passed, $failed failed"
    [ "$skipped" = 0 ] || line="$line, $skipped skipped"
    echo "$line"
    [ "$failed" = 0 ]
    exit
}

# attempt WHAT COMMAND...: quiet when it works; the end of its output when it does not.
attempt() {
    what=$1
    shift
    say "$what"
    if "$@" >"$log" 2>&1; then
        return 0
    fi
    grep -anE 'error|FAILED|warning' "$log" | head -40
    tail -n 40 "$log"
    echo "FAIL $what"
    failed=$((failed + 1))
    return 1
}

# compile NAME CMAKE-OPTIONS...: configures and builds build/ci-NAME, past single errors.
compile() {
    name=$1
    shift
    attempt "configure $name" cmake -S "$root" -B "$build/ci-$name" -G Ninja "$@" || return 1
    attempt "build $name" cmake --build "$build/ci-$name" --target "$target" -j "$jobs" -- -k 0
}

# run_tests NAME: every CTest test of build/ci-NAME; adds up what they say.
run_tests() {
    say "tests of $1"
    ctest --test-dir "$build/ci-$1" -V -j "$jobs" >"$build/ci-$1/tests.log" 2>&1 </dev/null
    grep -aE '^[0-9]+: +(FAIL|SKIP) |\*\*\*' "$build/ci-$1/tests.log"
    counts=$(awk -f tests/tally.awk "$build/ci-$1/tests.log")
    # shellcheck disable=SC2086
    add $counts
    echo "   $1: $counts (passed, failed, skipped)"
}

add() {
    passed=$((passed + $1))
    failed=$((failed + $2))
    skipped=$((skipped + $3))
}

# each_ok WHAT LIST-COMMAND SCRIPT: runs the script once per line, in parallel; every line
# counts. A script is given the line as $1 and prints its complaints.
each_ok() {
    say "$1"
    : >"$build/each.bad"
    total=$(eval "$2" | wc -l)
    eval "$2" | BUILD=$build xargs -r -P "$jobs" -n 1 sh -c "$3" each
    bad=$(wc -l <"$build/each.bad")
    add $((total - bad)) "$bad" 0
}

# shellcheck disable=SC2016
tidy_one='out=$(clang-tidy -p "$BUILD/ci-clang" --quiet --extra-arg=-include \
    --extra-arg="$PWD/tests/architecture/analyzer.h" "$1" 2>/dev/null) ||
    { echo "FAIL clang-tidy $1"; echo "$out" | head -n 12; echo x >>"$BUILD/each.bad"; }'
# shellcheck disable=SC2016
fuzz_one='mkdir -p "$BUILD/ci-fuzz/corpus/$1" &&
    "$BUILD/ci-fuzz/bin/fuzz_$1" -max_total_time=60 -max_len=65536 -timeout=10 -verbosity=0 \
        -print_final_stats=0 -artifact_prefix="$BUILD/ci-fuzz/$1-" \
        "$BUILD/ci-fuzz/corpus/$1" "tests/fuzz/corpus/$1" >"$BUILD/ci-fuzz/$1.log" 2>&1 ||
    { echo "FAIL fuzz $1"; tail -n 30 "$BUILD/ci-fuzz/$1.log"; echo x >>"$BUILD/each.bad"; }'

started=$(date +%s)
sh tests/packages.sh build check test
case $? in
0) ;;
2) exit 2 ;;
*)
    echo "FAIL installing packages"
    failed=1
    finish
    ;;
esac

mkdir -p "$build" || exit 1
log=$build/step.log
jobs=${GI_JOBS:-$(nproc 2>/dev/null || echo 2)}

# Freed memory is kept from use for long enough; the 256 MiB of the default cost a fifth of a spec
# that forks.
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:quarantine_size_mb=32}
export ASAN_OPTIONS

compile gcc -DCMAKE_C_COMPILER=gcc -DGI_KIND=dev
run_tests gcc
kind=check # that it compiles is all that is asked, unless its tests run
[ "$long" = no ] || kind=dev
compile clang -DCMAKE_C_COMPILER=clang -DGI_KIND=$kind
each_ok "clang-tidy" "find core labels web -name '*.c' | sort" "$tidy_one"

if [ "$long" = yes ]; then
    run_tests clang
    compile release -DCMAKE_C_COMPILER=gcc -DGI_KIND=release -DGI_TEST_SECONDS=3600
    GI_LONG=1
    export GI_LONG # the specs' own long campaigns, where no sanitizer slows them
    run_tests release
    target=fuzzers
    if compile fuzz -DCMAKE_C_COMPILER=clang -DGI_KIND=fuzz; then
        each_ok "fuzz, 60 s each" \
            "find tests/fuzz -name '*_fuzz.c' | sed 's|.*/||; s|_fuzz\\.c\$||' | sort" "$fuzz_one"
    fi
fi

say "sizes"
python3 -B tests/architecture/size_report.py "$root"
finish
