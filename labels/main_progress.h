/*
 * main_progress.h - the line of progress on a terminal, and Ctrl-C as a question.
 */
#ifndef GI_LABELS_MAIN_PROGRESS_H
#define GI_LABELS_MAIN_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct gi_main_progress {
    bool terminal, shown;
    int64_t done, total, started_ms, shown_ms;
} gi_main_progress;

void gi_main_progress_begin(gi_main_progress *progress, int64_t total);
/* One label more; says so at most five times a second. */
void gi_main_progress_step(gi_main_progress *progress);
/* Leaves the line, so that something else can be said. */
void gi_main_progress_end(gi_main_progress *progress);

/* SIGINT and SIGTERM are held back from now on and asked for between two steps. */
void gi_main_hold_signals(void);
bool gi_main_interrupted(void);

#endif
