/* progress.c - integer arithmetic for the line of progress.h. */
#include "labels/progress.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>

static const char *left_text(int64_t left, int64_t rate, char out[32])
{
    if (rate <= 0) {
        return "-";
    }
    int64_t seconds = (left + rate - 1) / rate;
    bool long_run = seconds >= 120;
    (void)snprintf(out, 32, "%" PRId64 " %s", long_run ? (seconds + 59) / 60 : seconds,
                   long_run ? "min" : "s");
    return out;
}

gi_progress_text gi_progress_line(int64_t done, int64_t total, int64_t elapsed_ms)
{
    gi_progress_text line;
    char left[32];
    int64_t rate = elapsed_ms > 0 ? done * 1000 / elapsed_ms : 0;
    (void)snprintf(line.text, sizeof line.text, "%" PRId64 " / %" PRId64 "   %" PRId64 "/s   %s",
                   done, total, rate, left_text(total - done, rate, left));
    return line;
}
