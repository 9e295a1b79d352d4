/*
 * fetch.c - the one place that speaks to libcurl (fetch.h).
 *
 * curl_global_init is left to curl_easy_init, which does it once and under libcurl's own lock
 * (7.84 and later): no start-up order, no state of ours. CURLOPT_NOSIGNAL keeps libcurl from
 * using alarm(), which would hit any thread; its resolver runs in a thread of its own, and
 * CURLOPT_QUICK_EXIT lets a request end in time while that thread still waits for a name.
 */
#include "core/log/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

/* Header lines are read before a body can be bounded; libcurl itself bounds only single lines. */
#define HEADERS_MAX 65536

struct gi_fetcher {
    CURL *curl;
    struct curl_slist *headers; /* of a POST */
};

/* One request under way. */
typedef struct transfer {
    const char *url;
    gi_fetch_limit limit;
    size_t headers;
    gi_buf body;
    bool too_big;
} transfer;

static void transfer_clear(transfer *at)
{
    gi_buf_clear(&at->body);
}

void gi_fetcher_close(gi_fetcher *fetcher)
{
    if (fetcher != NULL) {
        curl_easy_cleanup(fetcher->curl);
        curl_slist_free_all(fetcher->headers);
        free(fetcher);
    }
}

gi_status gi_fetcher_open(gi_fetcher **out, gi_error *err)
{
    GI_AUTO(gi_fetcher) made = calloc(1, sizeof *made);
    if (made == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "fetch");
    }
    made->curl = curl_easy_init();
    made->headers = curl_slist_append(NULL, "Content-Type: text/plain; charset=utf-8");
    if (made->curl == NULL || made->headers == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "fetch");
    }
    *out = GI_TAKE(made);
    return GI_OK;
}

/* Answering less than was offered makes libcurl give up. */
static size_t take_header(char *data, size_t one, size_t count, void *context)
{
    transfer *at = context;
    (void)data;
    at->headers += one * count;
    at->too_big = at->headers > HEADERS_MAX;
    return at->too_big ? 0 : one * count;
}

static size_t take_body(char *data, size_t one, size_t count, void *context)
{
    transfer *at = context;
    size_t size = one * count;
    at->too_big = size > at->body.max - at->body.size;
    gi_buf_add(&at->body, (gi_bytes){ (const uint8_t *)data, size });
    return at->body.failed == GI_OK ? size : 0;
}

/* What holds for every request; false when libcurl lacks memory or was built without a part. */
static bool set_up(CURL *curl, transfer *at)
{
    const struct {
        CURLoption option;
        long value;
    } numbers[] = {
        { CURLOPT_TIMEOUT_MS, (long)at->limit.ms },
        { CURLOPT_NOSIGNAL, 1 },
        { CURLOPT_QUICK_EXIT, 1 },
        { CURLOPT_FOLLOWLOCATION, 0 },
        { CURLOPT_DISALLOW_USERNAME_IN_URL, 1 },
        { CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1 },
    };
    const struct {
        CURLoption option;
        const char *value;
    } texts[] = {
        { CURLOPT_URL, at->url },
        { CURLOPT_PROTOCOLS_STR, "http,https" },
        { CURLOPT_PROXY, "" }, /* also turns off http_proxy and its kin */
        { CURLOPT_ACCEPT_ENCODING, "gzip" },
        { CURLOPT_USERAGENT, "gitrace/" GI_VERSION },
    };
    bool good = true;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        good = good && curl_easy_setopt(curl, numbers[i].option, numbers[i].value) == CURLE_OK;
    }
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        good = good && curl_easy_setopt(curl, texts[i].option, texts[i].value) == CURLE_OK;
    }
    /* a length that is announced is refused at once, one that is not by take_body */
    good = good && curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)at->limit.bytes) ==
                       CURLE_OK;
    return good && curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HEADERDATA, at) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_WRITEDATA, at) == CURLE_OK;
}

static bool set_up_post(const gi_fetcher *fetcher, gi_bytes body)
{
    CURL *curl = fetcher->curl;
    return curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.size) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.data) == CURLE_OK &&
           curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fetcher->headers) == CURLE_OK;
}

/* A code of libcurl as one of our reasons; the URL itself was checked before. */
static gi_status fail(const transfer *at, CURLcode code, gi_error *err)
{
    if (at->too_big || code == CURLE_FILESIZE_EXCEEDED) {
        return gi_fail(err, GI_WHY_FETCH_BIG, at->url, gi_num(at->limit.bytes).text);
    }
    switch ((int)code) {
    case CURLE_OPERATION_TIMEDOUT:
        return gi_fail(err, GI_WHY_FETCH_SLOW, at->url, gi_num(at->limit.ms).text);
    case CURLE_OUT_OF_MEMORY:
        return gi_fail(err, GI_WHY_NO_MEMORY, "fetch");
    default:
        return gi_fail(err, GI_WHY_UNREACHABLE, at->url, curl_easy_strerror(code));
    }
}

static gi_status perform(const gi_fetcher *fetcher, transfer *at, int *status, gi_buf *out,
                         gi_error *err)
{
    long answered = 0;
    CURLcode code = curl_easy_perform(fetcher->curl);
    if (code == CURLE_OK) {
        code = curl_easy_getinfo(fetcher->curl, CURLINFO_RESPONSE_CODE, &answered);
    }
    if (code != CURLE_OK) {
        return fail(at, code, err);
    }
    gi_buf_add(out, gi_buf_view(&at->body));
    GI_TRY(gi_buf_status(out, at->url, err));
    *status = (int)answered;
    return GI_OK;
}

static gi_status fetch(const gi_fetcher *fetcher, const char *url, const gi_bytes *body,
                       gi_fetch_limit limit, int *status, gi_buf *out, gi_error *err)
{
    transfer at __attribute__((cleanup(transfer_clear))) = { .url = url,
                                                             .limit = limit,
                                                             .body = GI_BUF((size_t)limit.bytes) };
    GI_TRY(gi_fetch_check(url, err));
    curl_easy_reset(fetcher->curl); /* options only: connections stay */
    if (!set_up(fetcher->curl, &at) || (body != NULL && !set_up_post(fetcher, *body))) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "fetch");
    }
    return perform(fetcher, &at, status, out, err);
}

gi_status gi_fetch_get(gi_fetcher *fetcher, const char *url, gi_fetch_limit limit, int *status,
                       gi_buf *out, gi_error *err)
{
    return fetch(fetcher, url, NULL, limit, status, out, err);
}

gi_status gi_fetch_post(gi_fetcher *fetcher, const char *url, gi_bytes body, gi_fetch_limit limit,
                        int *status, gi_buf *out, gi_error *err)
{
    return fetch(fetcher, url, &body, limit, status, out, err);
}

static bool is_web(CURLU *parsed, const char *url)
{
    char *scheme = NULL;
    bool web = curl_url_set(parsed, CURLUPART_URL, url, CURLU_DISALLOW_USER) == CURLUE_OK &&
               curl_url_get(parsed, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
               (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0);
    curl_free(scheme);
    return web;
}

gi_status gi_fetch_check(const char *url, gi_error *err)
{
    CURLU *parsed = curl_url();
    if (parsed == NULL) {
        return gi_fail(err, GI_WHY_NO_MEMORY, "url");
    }
    bool web = is_web(parsed, url);
    curl_url_cleanup(parsed);
    return web ? GI_OK : gi_fail(err, GI_WHY_BAD_URL, url);
}
