/*
 * scan.c - the table of what is no scan (scan.h).
 *
 * Names of fields and programs as their makers write them: WeChat adds from= and isappinstalled=
 * to shared links; crawlers and preview makers name themselves in User-Agent; browsers announce
 * a prefetch in Sec-Purpose, older ones in Purpose or X-Purpose.
 */
#include "web/scan/scan.h"

#include <string.h>
#include <strings.h>

static bool is_head(const gi_http_request *request)
{
    return request->method != GI_HTTP_GET;
}

static bool is_prefetch(const gi_http_request *request)
{
    return request->purpose.size > 0;
}

/* One field of a query, without decoding: "from" in "a=1&from=timeline". */
static bool has_field(gi_bytes query, const char *name)
{
    size_t size = strlen(name);
    for (size_t at = 0; at + size <= query.size; at++) {
        bool begins = at == 0 || query.data[at - 1] == '&';
        bool ends = at + size == query.size || strchr("=&", query.data[at + size]) != NULL;
        if (begins && ends && memcmp(query.data + at, name, size) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_any_field(gi_bytes query, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (has_field(query, *names)) {
            return true;
        }
    }
    return false;
}

static bool is_shared(const gi_http_request *request)
{
    static const char *const fields[] = { "from",       "isappinstalled", "share",      "scene",
                                          "share_from", "fbclid",         "utm_source", NULL };
    return has_any_field(request->query, fields);
}

/* The same person turns the page over: language, large text, a long history. */
static bool is_again(const gi_http_request *request)
{
    static const char *const fields[] = { "hl", "q", NULL };
    return has_any_field(request->query, fields);
}

static bool begins_with(gi_bytes text, size_t at, const char *word)
{
    size_t size = strlen(word);
    return at + size <= text.size && strncasecmp((const char *)text.data + at, word, size) == 0;
}

static bool holds_word(gi_bytes text, const char *word)
{
    for (size_t at = 0; at < text.size; at++) {
        if (begins_with(text, at, word)) {
            return true;
        }
    }
    return false;
}

/* Words of programs, in small letters; "" ends them. */
static const char program_words[][12] = { "bot",      "spider",     "crawl", "preview", "slurp",
                                          "headless", "lighthouse", "+http", "" };
static const char browser_word[] = "mozilla/";

/* Letters that one of these words begins with: agents are long, and most of their places begin
 * none, so that one pass finds all. */
static const bool begins_word[256] = { ['b'] = true, ['s'] = true, ['c'] = true, ['p'] = true,
                                       ['h'] = true, ['l'] = true, ['+'] = true, ['m'] = true };

static bool begins_program(gi_bytes text, size_t at)
{
    for (size_t i = 0; program_words[i][0] != '\0'; i++) {
        if (begins_with(text, at, program_words[i])) {
            return true;
        }
    }
    return false;
}

/* Programs that say what they are; a browser always says Mozilla. */
static bool is_program(const gi_http_request *request)
{
    gi_bytes agent = request->user_agent;
    bool browser = false;
    for (size_t at = 0; at < agent.size; at++) {
        if (begins_word[agent.data[at] | 0x20]) { /* the cases of a letter are 0x20 apart */
            browser = browser || begins_with(agent, at, browser_word);
            if (begins_program(agent, at)) {
                return true;
            }
        }
    }
    return !browser;
}

static bool wants_no_page(const gi_http_request *request)
{
    return request->accept.size > 0 && !holds_word(request->accept, "text/html") &&
           !holds_word(request->accept, "*/*");
}

const gi_no_scan gi_no_scans[] = {
    { "head", is_head },   { "prefetch", is_prefetch }, { "shared", is_shared },
    { "again", is_again }, { "program", is_program },   { "no-page", wants_no_page },
};

const size_t gi_no_scan_count = sizeof gi_no_scans / sizeof gi_no_scans[0];

const gi_no_scan *gi_why_no_scan(const gi_http_request *request)
{
    for (size_t i = 0; i < gi_no_scan_count; i++) {
        if (gi_no_scans[i].holds(request)) {
            return &gi_no_scans[i];
        }
    }
    return NULL;
}

bool gi_is_scannable(const gi_verdict *verdict)
{
    return verdict->asked == GI_ASKED_CODE && verdict->issued == GI_ISSUED_YES &&
           verdict->has_unit && verdict->header.type == GI_LABEL_UNIT;
}

gi_scan gi_scan_of(const gi_http_request *request, const gi_verdict *verdict)
{
    gi_scan scan = { .unit = verdict->unit,
                     .org = verdict->header.producer,
                     .product = verdict->header.product,
                     .batch = verdict->header.batch,
                     .kind = GI_NET_UNKNOWN };
    return gi_scan_again(&scan, request, verdict->as_of);
}

gi_scan gi_scan_again(const gi_scan *first, const gi_http_request *request, gi_time at)
{
    gi_scan scan = *first;
    scan.at = at;
    scan.v4 = gi_http_address_is_v4(&request->client);
    gi_http_prefix(&request->client, scan.prefix);
    return scan;
}
