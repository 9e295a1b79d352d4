/* The clock of moments.h. */
#include "tests/web/http/moments.h"

#include <time.h>

int64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void pause_ms(int ms)
{
    (void)nanosleep(
        &(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * INT64_C(1000000) }, NULL);
}
