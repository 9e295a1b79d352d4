/*
 * progress.h - one line that says how far a long run is. Makes the text; prints nothing.
 */
#ifndef GI_LABELS_PROGRESS_H
#define GI_LABELS_PROGRESS_H

#include <stdint.h>

typedef struct gi_progress_text {
    char text[96];
} gi_progress_text;

/* "1200 / 100000   1850/s   53 s"; the time left is "-" until a rate is known. */
gi_progress_text gi_progress_line(int64_t done, int64_t total, int64_t elapsed_ms);

#endif
