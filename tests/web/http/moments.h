/*
 * moments.h - the clock of specs that wait for a server, in ms.
 */
#ifndef GI_TESTS_MOMENTS_H
#define GI_TESTS_MOMENTS_H

#include <stdint.h>

/* Of a clock that never goes back. */
int64_t now_ms(void);

void pause_ms(int ms);

#endif
