/*
 * main_progress.c - how far a printing is, and whether somebody wants it to stop.
 */
#include "labels/main_progress.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "labels/progress.h"

static int64_t milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void gi_main_progress_begin(gi_main_progress *progress, int64_t total)
{
    *progress = (gi_main_progress){ .terminal = isatty(STDERR_FILENO) == 1,
                                    .total = total,
                                    .started_ms = milliseconds() };
}

void gi_main_progress_end(gi_main_progress *progress)
{
    if (progress->shown) {
        (void)fputc('\n', stderr);
    }
    progress->shown = false;
}

void gi_main_progress_step(gi_main_progress *progress)
{
    int64_t now = milliseconds();
    bool last = ++progress->done == progress->total;
    if (progress->terminal && (last || now - progress->shown_ms >= 200)) {
        int64_t elapsed = now - progress->started_ms;
        progress->shown_ms = now;
        progress->shown = true;
        (void)fprintf(stderr, "\r%s \033[K",
                      gi_progress_line(progress->done, progress->total, elapsed).text);
    }
    if (last) {
        gi_main_progress_end(progress);
    }
}

void gi_main_hold_signals(void)
{
    sigset_t held;
    (void)sigemptyset(&held);
    (void)sigaddset(&held, SIGINT);
    (void)sigaddset(&held, SIGTERM);
    (void)sigprocmask(SIG_BLOCK, &held, NULL);
}

bool gi_main_interrupted(void)
{
    sigset_t pending;
    (void)sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1;
}
