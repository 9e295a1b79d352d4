/*
 * bundle_fetch.c - brings a held bundle up to date over HTTP (gi/bundle.h).
 *
 * Asks for what changed since the size held. Where that does not fit (another base, a server
 * that knows no deltas, a list that was made anew) the whole bundle is asked for, once. The
 * server is trusted with nothing: what it gives is opened and judged by the caller.
 */
#include "core/log/fetch.h"
#include "core/lookup/bundle.h"
#include "gi/text.h"

#include <stdio.h>
#include <string.h>

#define URL_MAX 2048
#define LIMIT_MS 60000

static gi_status ask(gi_fetcher *fetcher, const char *url, gi_buf *out, gi_error *err)
{
    int status = 0;
    gi_fetch_limit limit = { .ms = LIMIT_MS, .bytes = GI_BUNDLE_MAX };
    GI_TRY(gi_fetch_get(fetcher, url, limit, &status, out, err));
    if (status != 200) {
        char said[32];
        (void)snprintf(said, sizeof said, "HTTP %d", status);
        return gi_fail(err, GI_WHY_UNREACHABLE, url, said);
    }
    return GI_OK;
}

static gi_status ask_since(gi_fetcher *fetcher, const char *url, gi_bytes held, int64_t since,
                           gi_buf *out, gi_error *err)
{
    char full[URL_MAX];
    GI_AUTO_BUF news = GI_BUF(GI_BUNDLE_MAX);
    int size = snprintf(full, sizeof full, "%s%ssince=%s", url,
                        strchr(url, '?') != NULL ? "&" : "?", gi_num(since).text);
    if (size < 0 || (size_t)size >= sizeof full) {
        return gi_fail(err, GI_WHY_TOO_LONG, "URL", gi_num((int64_t)strlen(url)).text,
                       gi_num(URL_MAX - 32).text);
    }
    GI_TRY(ask(fetcher, full, &news, err));
    return gi_bundle_apply(held, gi_buf_view(&news), out, err);
}

gi_status gi_bundle_refresh(const char *url, gi_bytes held, int64_t since, gi_buf *out,
                            gi_error *err)
{
    GI_AUTO(gi_fetcher) fetcher = NULL;
    GI_AUTO_BUF made = GI_BUF(GI_BUNDLE_MAX);
    GI_AUTO_BUF news = GI_BUF(GI_BUNDLE_MAX);
    GI_TRY(gi_fetcher_open(&fetcher, err));
    if (ask_since(fetcher, url, held, since, &made, NULL) != GI_OK) {
        gi_buf_reset(&made);
        GI_TRY(ask(fetcher, url, &news, err));
        GI_TRY(gi_bundle_apply(held, gi_buf_view(&news), &made, err));
    }
    gi_buf_add(out, gi_buf_view(&made));
    return gi_buf_status(out, "bundle", err);
}
