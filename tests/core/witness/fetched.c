/* fetched.c - see fetched.h. */
#include "tests/core/witness/fetched.h"

#include <stdio.h>

#include "gi/clock.h"
#include "tests/support/spec.h"

void fetch_from(const char *url, const char *body, int64_t ms, fetched *out)
{
    GI_AUTO(gi_fetcher) fetcher = NULL;
    GI_AUTO_BUF text = GI_BUF(SMALL);
    gi_error err = { 0 };
    gi_fetch_limit limit = { ms, SMALL };
    EXPECT_OK(gi_fetcher_open(&fetcher, &err));
    *out = (fetched){ .code = -1, .ms = gi_clock_now(gi_clock_system()) };
    out->status = body == NULL ? gi_fetch_get(fetcher, url, limit, &out->code, &text, &out->err)
                               : gi_fetch_post(fetcher, url, gi_bytes_of(body), limit, &out->code,
                                               &text, &out->err);
    out->ms = gi_clock_now(gi_clock_system()) - out->ms;
    (void)snprintf(out->body, sizeof out->body, "%s", gi_buf_text(&text));
}
