#!/bin/sh
# tally_self_test.sh - tests/tally.awk counts crashes, time-outs and unfinished runs as failures.
set -u
tally=$(dirname "$0")/../tally.awk
passed=0
failed=0

expect() {
    got=$(printf '%b' "$2" | awk -f "$tally" 2>/dev/null)
    if [ "$got" = "$1" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL \"$2\" counts as $got instead of $1"
    fi
}

end='\n100% tests passed, 0 tests failed out of 1\n'
expect '3 0 0' "7: 3 passed, 0 failed\n1/1 Test #7: a ....   Passed  0.02 sec$end"
expect '5 0 2' "7: 3 passed, 0 failed\n7: 2 passed, 0 failed, 2 skipped\n1/1 Test #7: a ..   Passed  0.02 sec$end"
expect '3 2 0' "7: 3 passed, 2 failed\n1/1 Test #7: a ....***Failed  0.02 sec$end"
expect '1 0 0' "1/1 Test  #7: a ....   Passed  0.02 sec$end"
expect '3 1 0' "7: 3 passed, 0 failed\n1/1 Test #7: a ....***Failed  0.02 sec$end"
expect '0 1 0' "1/1 Test #7: a ....***Exception: SegFault  0.02 sec$end"
expect '0 1 0' "1/1 Test #7: a ....***Timeout 600.02 sec$end"
expect '0 1 0' "1/1 Test #7: a ....***Not Run   0.00 sec$end"
expect '0 0 1' "1/1 Test #7: a ....***Skipped   0.00 sec$end"
expect '0 1 0' ''
expect '3 1 0' '7: 3 passed, 0 failed\n1/2 Test #7: a ....   Passed  0.02 sec\n'
expect '1 0 0' "7: the rule 3 passed, 4 failed\n1/1 Test #7: a ....   Passed  0.02 sec$end"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
