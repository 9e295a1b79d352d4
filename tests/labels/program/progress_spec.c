/* The line of progress. */
#include "labels/progress.h"
#include "tests/support/spec.h"

SPEC(progress_names_count_rate_and_time_left)
{
    EXPECT_TEXT(gi_progress_line(1200, 100000, 600).text, "1200 / 100000   2000/s   50 s");
}

SPEC(long_runs_are_told_in_minutes_rounded_up)
{
    EXPECT_TEXT(gi_progress_line(1000, 1000000, 1000).text, "1000 / 1000000   1000/s   17 min");
}

SPEC(before_the_first_label_no_time_is_promised)
{
    EXPECT_TEXT(gi_progress_line(0, 10, 0).text, "0 / 10   0/s   -");
}

SPEC(a_finished_run_has_no_time_left)
{
    EXPECT_TEXT(gi_progress_line(10, 10, 5).text, "10 / 10   2000/s   0 s");
}
