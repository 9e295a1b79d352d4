/*
 * random.c - chance from the kernel.
 *
 * getrandom waits until the kernel is seeded and then never fails for want of chance. If it
 * fails all the same (a sandbox that forbids the call), the process ends: a key or salt that
 * is not random must never leave this file.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

#include "gi/crypto.h"

static void fill_from_kernel(void *context, uint8_t *out, size_t size)
{
    (void)context;
    while (size > 0) {
        ssize_t got = getrandom(out, size, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            abort();
        }
        out += got;
        size -= (size_t)got;
    }
}

gi_random gi_random_system(void)
{
    return (gi_random){ fill_from_kernel, NULL };
}
