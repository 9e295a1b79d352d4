# tally.awk - adds up what the tests of one `ctest -V` run said: "PASSED FAILED SKIPPED".
#
# A test may print several tallies. One that ends badly without admitting a failure (a crash, a
# time-out, a missing program) counts as one failure more; one that ends well without any tally
# counts as one passed. A log that does not end with CTest's own summary counts as a failure.

/^[0-9]+: [0-9]+ passed, [0-9]+ failed(, [0-9]+ skipped)?\r?$/ {
    test = $1 + 0
    told[test] = 1
    admitted[test] += $4
    passed += $2
    failed += $4
    skipped += $6
}

/^ *[0-9]+\/[0-9]+ Test +#[0-9]+:/ {
    match($0, /#[0-9]+/)
    test = substr($0, RSTART + 1, RLENGTH - 1) + 0
    if ($0 ~ /\*\*\*Skipped/) {
        skipped += !told[test]
    } else if ($0 ~ / Passed +[0-9.]+ sec/ && $0 !~ /\*\*\*/) {
        passed += !told[test]
    } else if (admitted[test] == 0) {
        failed++
        print "FAIL " $0 > "/dev/stderr"
    }
}

/tests passed, [0-9]+ tests failed out of|tests passed out of/ { finished = 1 }

END {
    if (!finished) {
        print "FAIL the test run did not finish" > "/dev/stderr"
    }
    print passed + 0, failed + !finished, skipped + 0
}
