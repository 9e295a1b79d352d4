/* The label, its site and the questions of asking.h. */
#include "tests/web/http/asking.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

#include "gi/codes.h"
#include "tests/support/spec.h"

const manner usual = { "", "zh-CN", "Mozilla/5.0 (Linux; Android 14)", true, 7 };

static gi_status keep(void *context, const gi_code_item *item, gi_error *err)
{
    asking *at = context;
    (void)err;
    (void)snprintf(at->path, sizeof at->path, "/%s", item->digits);
    (void)snprintf(at->number, sizeof at->number, "%s", item->number);
    return GI_OK;
}

static gi_status look(void *context, gi_bytes text, gi_verdict *out, gi_error *err)
{
    asking *at = context;
    at->looks++;
    return at->look.look(at->look.context, text, out, err);
}

static gi_status seen_of(void *context, gi_unit_id unit, gi_unit_seen *out, gi_error *err)
{
    (void)unit;
    (void)err;
    *out = ((asking *)context)->seen;
    return GI_OK;
}

static void add_scan(void *context, const gi_scan *scan)
{
    asking *at = context;
    at->scans[at->scan_count++ % 64] = *scan;
}

void asking_label(asking *at, uint32_t serial)
{
    gi_error err = { 0 };
    EXPECT_OK(gi_codes_stream(&at->run, fixture_signer(at->registry, at->run.key), serial, 1, 1,
                              (gi_code_sink){ .take = keep, .context = at }, &err));
}

void asking_open(asking *at)
{
    gi_error err = { 0 };
    *at = (asking){ .registry = fixture_with_batch(GI_ED25519), .seen.finding.rule = "" };
    at->run = fixture_issue(at->registry, "50g", 10);
    asking_label(at, 3);
    EXPECT_OK(gi_pool_open(at->registry->dir, 1, &at->pool, &err));
    at->look = gi_pool_look(at->pool);
    gi_site_init(&at->site, gi_pool_about(at->pool), (gi_look){ look, at });
    gi_pool_publish(at->pool, &at->site);
    at->site.scans = (gi_scan_book){ seen_of, add_scan, at };
}

void asking_close(asking *at)
{
    gi_pool_close(at->pool);
    fixture_close(at->registry);
}

static void unpack(gi_bytes body, page *out)
{
    z_stream stream = { .next_in = (Bytef *)(uintptr_t)body.data,
                        .avail_in = (uInt)body.size,
                        .next_out = (Bytef *)out->text,
                        .avail_out = sizeof out->text - 1 };
    EXPECT_INT(inflateInit2(&stream, 15 + 16), Z_OK);
    EXPECT_INT(inflate(&stream, Z_FINISH), Z_STREAM_END);
    out->text[stream.total_out] = '\0';
    EXPECT_INT(inflateEnd(&stream), Z_OK);
}

static void take(gi_http_response *response, page *out)
{
    out->ready = response->ready != NULL;
    out->packed = false;
    out->filled = response->gzipped;
    gi_bytes body = out->ready ? gi_http_ready_body(response->ready) : gi_buf_view(&response->body);
    if (body.size > 2 && body.data[0] == 0x1F) {
        unpack(body, out);
        out->packed = true;
    } else {
        EXPECT(body.size < sizeof out->text);
        memcpy(out->text, body.data, body.size);
        out->text[body.size] = '\0';
    }
    gi_http_ready_drop(response->ready);
    gi_buf_clear(&response->body);
}

void ask(asking *at, const manner *how, page *out)
{
    gi_error err = { 0 };
    char target[512];
    (void)snprintf(target, sizeof target, "%s%s%s", at->path, how->query[0] != '\0' ? "?" : "",
                   how->query);
    gi_http_response response = { .status = 200, .body = GI_BUF(GI_HTTP_PAGE_MAX) };
    gi_http_request request = { .method = GI_HTTP_GET,
                                .path = gi_bytes_of(at->path),
                                .target = gi_bytes_of(target),
                                .query = gi_bytes_of(how->query),
                                .accepts_gzip = how->gzip,
                                .accept_language = gi_bytes_of(how->language),
                                .user_agent = gi_bytes_of(how->agent) };
    request.client.bytes[10] = request.client.bytes[11] = 0xFF;
    request.client.bytes[12] = how->network;
    EXPECT_OK(gi_handle_code(&at->site, &request, &response, &err));
    take(&response, out);
    EXPECT(!out->packed || how->gzip);
}

void ask_afresh(asking *at, const manner *how, page *out)
{
    struct gi_known *known = at->site.known;
    at->site.known = NULL;
    ask(at, how, out);
    at->site.known = known;
    EXPECT(!out->ready);
}
